import * as v from 'valibot';
import { fromBase64Url } from '../bytes.ts';
import { ParticipantId } from '../ids.ts';
import { MAX_SIGNED_CONSENT_BYTES } from '../limits.ts';

function isBase64Url(text: string): boolean {
  try {
    return fromBase64Url(text).length > 0;
  } catch {
    return false; // no byte string is written like this
  }
}

const bytes = (count: number) =>
  v.pipe(v.string(), v.length(Math.ceil((count * 8) / 6)), v.check(isBase64Url, 'not base64url'));

/** What sealing adds: a salt, an encapsulated key and a tag. */
const MAX_SEALED_BYTES = MAX_SIGNED_CONSENT_BYTES + 32 + 48;
const sealedRecord = v.pipe(
  v.string(),
  v.maxLength(Math.ceil((MAX_SEALED_BYTES * 8) / 6)),
  v.check(isBase64Url, 'not base64url'),
);

const position = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(0xffff_ffff));

/**
 * POST /api/meetings/:meetingId/consents, by whoever shows the join proof of a link. The server learns
 * that there is a consent event of a participant key and whether this participant may produce media;
 * what was said is sealed to the organizer (consent.md).
 */
export const HandInConsent = v.strictObject({
  participantKey: bytes(32),
  mayProduce: v.boolean(),
  commitment: bytes(32),
  sealedRecord,
  signature: bytes(64),
});
export type HandInConsent = v.InferOutput<typeof HandInConsent>;

/** PUT /api/meetings/:meetingId/consents, by the owner: whether media are taken only from those who consented. */
export const AskConsent = v.strictObject({ asks: v.boolean() });
export type AskConsent = v.InferOutput<typeof AskConsent>;

/** A step of the account's chain, with the head after it. */
export const ConsentStep = v.strictObject({
  position,
  commitment: bytes(32),
  /** ms since 1970, of a whole minute. */
  recordedAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  head: bytes(32),
});
export type ConsentStep = v.InferOutput<typeof ConsentStep>;

/** What whoever handed a record in gets for its receipt. Repeating it gives the same. */
export const ConsentTaken = v.strictObject({ ...ConsentStep.entries, headBefore: bytes(32) });
export type ConsentTaken = v.InferOutput<typeof ConsentTaken>;

/** GET /api/meetings/:meetingId/consents, by the meeting's owner. */
export const ConsentList = v.strictObject({
  /** The head before the first of the steps. */
  headBefore: bytes(32),
  /** All steps of the account from the meeting's first to the newest of all, without gaps. */
  steps: v.array(ConsentStep),
  consents: v.array(
    v.strictObject({
      position,
      participantId: ParticipantId,
      mayProduce: v.boolean(),
      sealedRecord,
    }),
  ),
});
export type ConsentList = v.InferOutput<typeof ConsentList>;
