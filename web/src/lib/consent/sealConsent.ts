import { toBase64Url, utf8, type Bytes } from '@conclave/shared/bytes';
import { canonicalJson } from '@conclave/shared/consent/canonicalJson';
import { ConsentRecord, type SignedConsent } from '@conclave/shared/consent/ConsentRecord';
import type { MeetingId } from '@conclave/shared/ids';
import { MAX_SIGNED_CONSENT_BYTES } from '@conclave/shared/limits';
import type { HandInConsent } from '@conclave/shared/wire/consentApi';
import { commitmentBytes, consentBytes, handInBytes } from '@conclave/shared/wire/signed/consent';
import * as v from 'valibot';
import { sha256 } from '../e2ee/crypto/hash.ts';
import { sealTo } from '../e2ee/crypto/hpke.ts';
import { randomBytes } from '../e2ee/crypto/random.ts';
import { signWhole, type SigningKey } from '../e2ee/crypto/sign.ts';
import { idBytes } from '../e2ee/objects/idBytes.ts';

/** A signed consent on its way, and the same for its author to keep. */
export interface SealedConsent {
  readonly signed: SignedConsent;
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
  const sealedRecord = await sealTo(hostBoxKey, consentPurpose(meetingId), message);
  const salt = randomBytes(32);
  const commitment = await sha256(commitmentBytes(salt, sealedRecord));
  const mayProduce = record.purposes.some(({ id, granted }) => id === 'live' && granted);
  const signature = await signWhole(
    participant,
    handInBytes(meetingId, { commitment, mayProduce }),
  );
  return {
    signed,
    request: {
      participantKey: toBase64Url(participant.publicKey),
      mayProduce,
      salt: toBase64Url(salt),
      sealedRecord: toBase64Url(sealedRecord),
      signature: toBase64Url(signature),
    },
  };
}

/** [G-3] */
export function consentPurpose(meetingId: MeetingId): { label: string; context: Bytes } {
  return { label: 'consent', context: idBytes(meetingId) };
}
