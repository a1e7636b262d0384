import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { concat, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { RequestId, type SessionId } from '@conclave/shared/ids';
import { MAX_DIRECT_TEXT_BYTES } from '@conclave/shared/limits';
import type { SignLabel } from '@conclave/shared/wire/signed/signedBytes';
import * as v from 'valibot';
import { openWith, sealTo, type BoxPair } from '../crypto/hpke.ts';
import { SIGNATURE_BYTES, sign, verify, type SigningKey } from '../crypto/sign.ts';
import { idBytes } from './idBytes.ts';
import { readVersion, versioned } from './version.ts';

/** documents.md 7: a message from one person to one other. */
export interface DirectText {
  readonly messageId: RequestId;
  readonly text: string;
  /** By the sender's clock. */
  readonly sentAt: number;
}

/** From whom to whom, and in which session: bound into seal and signature of both directions. */
export interface DirectPlace {
  readonly sessionId: SessionId;
  readonly senderKey: Bytes;
  readonly recipientKey: Bytes;
}

/** Lengths are told in such steps only. Larger steps hide more and cost more. */
const PADDING_STEP_BYTES = 256;

/** A participant's word that what is sealed to this X25519 key in this session is read by it alone. */
export async function certifyDirectKey(
  sessionId: SessionId,
  boxKey: Bytes,
  participant: SigningKey,
): Promise<Bytes> {
  const message = keyMessage(sessionId, participant.publicKey, boxKey);
  const signature = await sign(participant, 'direct-key', message);
  return versioned().fixed(boxKey, 32).fixed(signature, SIGNATURE_BYTES).end();
}

/** The key, if the participant certified it for this session. */
export async function directKeyOf(
  sessionId: SessionId,
  participantKey: Bytes,
  certificate: Bytes,
): Promise<Bytes | undefined> {
  return wellFormed(async () => {
    const reader = new ByteReader(certificate);
    readVersion(reader);
    const boxKey = reader.fixed(32);
    const signature = reader.fixed(SIGNATURE_BYTES);
    reader.end();
    const message = keyMessage(sessionId, participantKey, boxKey);
    const genuine = await verify(participantKey, { label: 'direct-key', message, signature });
    return genuine ? boxKey : undefined;
  });
}

/** Seals a message to its recipient's certified key, signed by the sender. */
export function sealDirect(
  place: DirectPlace,
  { messageId, sentAt, text }: DirectText,
  keys: { readonly sender: SigningKey; readonly boxKey: Bytes },
): Promise<Bytes> {
  const body = versioned()
    .fixed(idBytes(messageId), 16)
    .uint64(BigInt(Math.round(sentAt)))
    .text(text)
    .end();
  return sealSigned(place, { label: 'direct', body, signer: keys.sender, boxKey: keys.boxKey });
}

/** The message, or undefined: of somebody else, to somebody else, of another session, or touched. */
export async function openDirect(
  place: DirectPlace,
  sealed: Bytes,
  box: BoxPair,
): Promise<DirectText | undefined> {
  const expected = { label: 'direct', author: place.senderKey } as const;
  const body = await openSigned(place, sealed, { ...expected, box });
  if (body === undefined) return undefined;
  return wellFormed(() => {
    const reader = new ByteReader(body);
    readVersion(reader);
    const messageId = requestIdOf(reader.fixed(16));
    const sentAt = Number(reader.uint64());
    const text = reader.text(MAX_DIRECT_TEXT_BYTES);
    reader.end();
    return Promise.resolve({ messageId, sentAt, text });
  });
}

/** The recipient's word to the sender that it has the message. The place is that of the message. */
export function sealReceipt(
  place: DirectPlace,
  messageId: RequestId,
  keys: { readonly recipient: SigningKey; readonly boxKey: Bytes },
): Promise<Bytes> {
  const body = versioned().fixed(idBytes(messageId), 16).end();
  const { recipient: signer, boxKey } = keys;
  return sealSigned(place, { label: 'direct-receipt', body, signer, boxKey });
}

/** Which message was received, or undefined if this is no word of its recipient. */
export async function openReceipt(
  place: DirectPlace,
  sealed: Bytes,
  box: BoxPair,
): Promise<RequestId | undefined> {
  const expected = { label: 'direct-receipt', author: place.recipientKey } as const;
  const body = await openSigned(place, sealed, { ...expected, box });
  if (body === undefined) return undefined;
  return wellFormed(() => {
    const reader = new ByteReader(body);
    readVersion(reader);
    const messageId = requestIdOf(reader.fixed(16));
    reader.end();
    return Promise.resolve(messageId);
  });
}

type DirectLabel = Extract<SignLabel, 'direct' | 'direct-receipt'>;

interface ToSeal {
  readonly label: DirectLabel;
  readonly body: Bytes;
  readonly signer: SigningKey;
  readonly boxKey: Bytes;
}

async function sealSigned(place: DirectPlace, toSeal: ToSeal): Promise<Bytes> {
  const { label, body, signer, boxKey } = toSeal;
  const context = placeBytes(place);
  const signature = await sign(signer, label, concat(context, body));
  const whole = new ByteWriter().bytes(concat(body, signature)).end();
  const padded = new Uint8Array(Math.ceil(whole.length / PADDING_STEP_BYTES) * PADDING_STEP_BYTES);
  padded.set(whole);
  return sealTo(boxKey, { label, context }, padded);
}

interface ToOpen {
  readonly label: DirectLabel;
  readonly author: Bytes;
  readonly box: BoxPair;
}

async function openSigned(
  place: DirectPlace,
  sealed: Bytes,
  { label, author, box }: ToOpen,
): Promise<Bytes | undefined> {
  const context = placeBytes(place);
  const padded = await openWith(box, { label, context }, sealed);
  if (padded === undefined) return undefined;
  return wellFormed(async () => {
    const whole = new ByteReader(padded).bytes(padded.length);
    const body = whole.slice(0, -SIGNATURE_BYTES);
    const signature = whole.slice(-SIGNATURE_BYTES);
    const message = concat(context, body);
    return (await verify(author, { label, message, signature })) ? body : undefined;
  });
}

function placeBytes({ sessionId, senderKey, recipientKey }: DirectPlace): Bytes {
  return new ByteWriter()
    .fixed(idBytes(sessionId), 16)
    .fixed(senderKey, 32)
    .fixed(recipientKey, 32)
    .end();
}

function keyMessage(sessionId: SessionId, participantKey: Bytes, boxKey: Bytes): Bytes {
  return new ByteWriter()
    .fixed(idBytes(sessionId), 16)
    .fixed(participantKey, 32)
    .fixed(boxKey, 32)
    .end();
}

function requestIdOf(bytes: Bytes): RequestId {
  return v.parse(RequestId, toBase64Url(bytes));
}

async function wellFormed<T>(read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
