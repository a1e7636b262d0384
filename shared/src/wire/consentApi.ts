import * as v from 'valibot';
import { ParticipantId } from '../ids.ts';
import { MAX_SIGNED_CONSENT_BYTES } from '../limits.ts';
import { base64Url, fixedBase64Url } from './base64Url.ts';

/** What sealing adds: a salt, an encapsulated key and a tag. */
const MAX_SEALED_BYTES = MAX_SIGNED_CONSENT_BYTES + 32 + 48;
const sealedRecord = base64Url(1, MAX_SEALED_BYTES);

const position = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(0xffff_ffff));

/**
 * POST /api/meetings/:meetingId/consents, by whoever shows the join proof of a link. The server learns
 * that there is a consent event of a participant key and whether this participant may produce media;
 * what was said is sealed to the organizer (consent.md).
 */
export const HandInConsent = v.strictObject({
  participantKey: fixedBase64Url(32),
  mayProduce: v.boolean(),
  commitment: fixedBase64Url(32),
  sealedRecord,
  signature: fixedBase64Url(64),
});
export type HandInConsent = v.InferOutput<typeof HandInConsent>;

/** A step of the account's chain, with the head after it. */
export const ConsentStep = v.strictObject({
  position,
  commitment: fixedBase64Url(32),
  /** ms since 1970, of a whole minute. */
  recordedAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  head: fixedBase64Url(32),
});
export type ConsentStep = v.InferOutput<typeof ConsentStep>;

/** What whoever handed a record in gets for its receipt. Repeating it gives the same. */
export const ConsentTaken = v.strictObject({
  ...ConsentStep.entries,
  headBefore: fixedBase64Url(32),
});
export type ConsentTaken = v.InferOutput<typeof ConsentTaken>;

/** GET /api/meetings/:meetingId/consents, by the meeting's owner. */
export const ConsentList = v.strictObject({
  /** The head before the first of the steps. */
  headBefore: fixedBase64Url(32),
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
