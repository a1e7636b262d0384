import { fromBase64Url, fromUtf8, toBase64Url, utf8, type Bytes } from '@conclave/shared/bytes';
import { MeetingId } from '@conclave/shared/ids';
import { fixedBase64Url } from '@conclave/shared/wire/base64Url';
import { MAX_REQUEST_TEXT_BYTES } from '@conclave/shared/wire/rightsApi';
import * as v from 'valibot';
import { sha256 } from '../e2ee/crypto/hash.ts';
import { hkdf } from '../e2ee/crypto/hkdf.ts';
import { openWith, sealTo, type BoxPair } from '../e2ee/crypto/hpke.ts';
import { randomBytes } from '../e2ee/crypto/random.ts';
import { open, seal, type Purpose } from '../e2ee/crypto/seal.ts';
import { idBytes } from '../e2ee/objects/idBytes.ts';

/** The articles of the GDPR that somebody may call upon. */
export const requestKinds = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
] as const;
export type RequestKind = (typeof requestKinds)[number];

/** What only the organizer reads. */
const GuestRequest = v.strictObject({
  format: v.literal(1),
  kind: v.picklist(requestKinds),
  name: v.pipe(v.string(), v.maxBytes(200)),
  text: v.pipe(v.string(), v.maxBytes(MAX_REQUEST_TEXT_BYTES)),
  /** Under which the answer is sealed for the receipt. */
  answerKey: fixedBase64Url(32),
});
export type GuestRequest = v.InferOutput<typeof GuestRequest>;

const SECRET_BYTES = 32;
/** Sealed requests are whole steps of this long, so that their size says little. */
const STEP_BYTES = 512;

/** Written into a link that its maker keeps: whoever has it reads the answer. */
export interface Receipt {
  readonly meetingId: MeetingId;
  readonly secret: Bytes;
}

/** [R110] A request sealed to the organizer, with the receipt for who made it. */
export async function sealRequest(
  { kind, name, text }: Pick<GuestRequest, 'kind' | 'name' | 'text'>,
  { meetingId, hostBoxKey }: { meetingId: MeetingId; hostBoxKey: Bytes },
): Promise<{ receipt: Receipt; body: { sealedRequest: string; receiptHash: string } }> {
  const receipt = { meetingId, secret: randomBytes(SECRET_BYTES) };
  const { token, answerKey } = await keysOf(receipt);
  const request: GuestRequest = {
    ...{ format: 1, kind, name, text },
    answerKey: toBase64Url(answerKey),
  };
  const json = JSON.stringify(request);
  const padding = STEP_BYTES - (utf8(json).length % STEP_BYTES);
  const message = utf8(json + ' '.repeat(padding));
  const sealed = await sealTo(hostBoxKey, requestPurpose(meetingId), message);
  const receiptHash = toBase64Url(await sha256(token));
  return { receipt, body: { sealedRequest: toBase64Url(sealed), receiptHash } };
}

/** Undefined for what is not sealed to this host for this meeting, or is no request. */
export async function openRequest(
  host: BoxPair,
  meetingId: MeetingId,
  sealedRequest: string,
): Promise<GuestRequest | undefined> {
  const sealed = fromBase64Url(sealedRequest);
  const opened = await openWith(host, requestPurpose(meetingId), sealed);
  if (opened === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(fromUtf8(opened));
    const request = v.safeParse(GuestRequest, json);
    return request.success ? request.output : undefined;
  } catch {
    return undefined; // no UTF-8, or no JSON
  }
}

/** An answer for the receipt of a request. */
export async function sealAnswer(
  { answerKey }: GuestRequest,
  meetingId: MeetingId,
  text: string,
): Promise<string> {
  const key = fromBase64Url(answerKey);
  return toBase64Url(await seal(key, answerPurpose(meetingId), utf8(text)));
}

/** Undefined for what was not sealed for this receipt. */
export async function openAnswer(receipt: Receipt, sealed: string): Promise<string | undefined> {
  const { answerKey } = await keysOf(receipt);
  const opened = await open(answerKey, answerPurpose(receipt.meetingId), fromBase64Url(sealed));
  return opened && fromUtf8(opened);
}

/** What the server knows the hash of. */
export async function receiptToken(receipt: Receipt): Promise<string> {
  return toBase64Url((await keysOf(receipt)).token);
}

/** As it stands behind the `#` of a receipt's link. */
export function encodeReceipt({ meetingId, secret }: Receipt): string {
  return `receipt.${meetingId}.${toBase64Url(secret)}`;
}

export function decodeReceipt(text: string): Receipt | undefined {
  const [, id, secret] = /^receipt\.([\w-]+)\.([\w-]{43})$/u.exec(text) ?? [];
  const meetingId = v.safeParse(MeetingId, id);
  const canonical = v.safeParse(fixedBase64Url(SECRET_BYTES), secret);
  if (!meetingId.success || !canonical.success) return undefined;
  return { meetingId: meetingId.output, secret: fromBase64Url(canonical.output) };
}

async function keysOf({ secret }: Receipt): Promise<{ token: Bytes; answerKey: Bytes }> {
  const [token, answerKey] = await Promise.all([
    hkdf(secret, 'rights-receipt'),
    hkdf(secret, 'rights-answer'),
  ]);
  return { token, answerKey };
}

function requestPurpose(meetingId: MeetingId): Purpose {
  return { label: 'rights-request', context: idBytes(meetingId) };
}

function answerPurpose(meetingId: MeetingId): Purpose {
  return { label: 'rights-answer', context: idBytes(meetingId) };
}
