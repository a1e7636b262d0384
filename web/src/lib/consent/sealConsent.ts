import { concat, toBase64Url, utf8, type Bytes } from '@conclave/shared/bytes';
import { canonicalJson } from '@conclave/shared/consent/canonicalJson';
import { ConsentRecord, type SignedConsent } from '@conclave/shared/consent/ConsentRecord';
import type { MeetingId } from '@conclave/shared/ids';
import { MAX_SIGNED_CONSENT_BYTES } from '@conclave/shared/limits';
import type { HandInConsent } from '@conclave/shared/wire/consentApi';
import { commitmentBytes, consentBytes, handInBytes } from '@conclave/shared/wire/signed/consent';
import * as v from 'valibot';
import { sha256 } from '../e2ee/crypto/hash.ts';
import { openWith, sealTo, type BoxPair } from '../e2ee/crypto/hpke.ts';
import { randomBytes } from '../e2ee/crypto/random.ts';
import { signWhole, type SigningKey } from '../e2ee/crypto/sign.ts';
import { idBytes } from '../e2ee/objects/idBytes.ts';

const SALT_BYTES = 32;

/** A signed consent on its way, and the same for its author to keep. */
export interface SealedConsent {
  readonly signed: SignedConsent;
  /** With the record it is what was committed to. */
  readonly salt: string;
  readonly request: HandInConsent;
}

/** [G-2 to G-5] Signs a record, seals it to the organizer and commits to it. Throws a ValiError for what is no record. */
export async function sealConsent(
  json: string,
  {
    meetingId,
    hostBoxKey,
    participant,
  }: {
    meetingId: MeetingId;
    hostBoxKey: Bytes;
    participant: SigningKey;
  },
): Promise<SealedConsent> {
  const read: unknown = JSON.parse(json);
  const record = v.parse(ConsentRecord, read);
  const text = canonicalJson(record);
  const signed: SignedConsent = {
    record,
    participant_key: toBase64Url(participant.publicKey),
    signature: toBase64Url(await signWhole(participant, consentBytes(meetingId, text))),
  };
  const message = utf8(canonicalJson(signed));
  if (message.length > MAX_SIGNED_CONSENT_BYTES) throw new RangeError('the record is too long');
  const salt = randomBytes(SALT_BYTES);
  const commitment = await sha256(commitmentBytes(salt, message));
  const purpose = consentPurpose(meetingId);
  const sealedRecord = await sealTo(hostBoxKey, purpose, concat(salt, message));
  const mayProduce = record.purposes.some(({ id, granted }) => id === 'live' && granted);
  const signature = await signWhole(
    participant,
    handInBytes(meetingId, { commitment, mayProduce }),
  );
  return {
    signed,
    salt: toBase64Url(salt),
    request: {
      participantKey: toBase64Url(participant.publicKey),
      mayProduce,
      commitment: toBase64Url(commitment),
      sealedRecord: toBase64Url(sealedRecord),
      signature: toBase64Url(signature),
    },
  };
}

/** What was committed to, as the organizer opened it. */
export interface OpenedConsent {
  readonly salt: Bytes;
  /** Canonical JSON of a SignedConsent, if it is one. */
  readonly message: Bytes;
}

/** [G-3] Undefined for what is not sealed to this host for this meeting. */
export async function openConsent(
  host: BoxPair,
  meetingId: MeetingId,
  sealedRecord: Bytes,
): Promise<OpenedConsent | undefined> {
  const opened = await openWith(host, consentPurpose(meetingId), sealedRecord);
  if (opened === undefined || opened.length < SALT_BYTES) return undefined;
  return { salt: opened.slice(0, SALT_BYTES), message: opened.slice(SALT_BYTES) };
}

/** [G-3] */
export function consentPurpose(meetingId: MeetingId): { label: string; context: Bytes } {
  return { label: 'consent', context: idBytes(meetingId) };
}
