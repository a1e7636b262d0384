import * as v from 'valibot';
import { MeetingId, ParticipantId } from '../ids.ts';
import { MAX_SIGNED_CONSENT_BYTES } from '../limits.ts';
import { fixedBase64Url } from '../wire/base64Url.ts';
import { ConsentStep, ConsentTaken } from '../wire/consentApi.ts';
import { ConsentNotice } from './ConsentNotice.ts';
import { SignedConsent } from './ConsentRecord.ts';

/** 32 bytes, base64url. */
const hash = fixedBase64Url(32);

/** [G-3] What a participant keeps: what was signed, its text, and the step that the server made of it. */
export const ConsentReceipt = v.strictObject({
  format: v.literal(1),
  kind: v.literal('consent-receipt'),
  signed: SignedConsent,
  salt: hash,
  taken: v.nullable(ConsentTaken),
  notice: ConsentNotice,
});
export type ConsentReceipt = v.InferOutput<typeof ConsentReceipt>;

/** A chain is no longer than this in one export; larger ones would not be read by any reader of JSON. */
const MAX_STEPS = 200_000;

/** [G-12] Everything that proves the consents of a meeting, opened: `consents.json` of its export. */
export const ConsentExport = v.strictObject({
  format: v.literal(1),
  kind: v.literal('consent-export'),
  meetingId: MeetingId,
  hostKey: hash,
  /** All texts that were asked with. */
  notices: v.pipe(v.array(ConsentNotice), v.maxLength(100)),
  headBefore: hash,
  steps: v.pipe(v.array(ConsentStep), v.maxLength(MAX_STEPS)),
  /** By the clock of the organizer's browser: mails from before then tell no step that is not here. */
  exportedAt: v.exactOptional(v.pipe(v.string(), v.isoTimestamp(), v.maxLength(30))),
  /** Where the chain ended by then; a person compares it with the newest mail. Position 0 before the first. */
  newest: v.exactOptional(
    v.strictObject({
      position: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      head: hash,
    }),
  ),
  consents: v.pipe(
    v.array(
      v.strictObject({
        position: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
        participantId: ParticipantId,
        /** Null where what was handed in does not open with the meeting's key. */
        opened: v.nullable(
          v.strictObject({
            salt: hash,
            /** Canonical JSON of the signed record, letter by letter as it was committed to. */
            message: v.pipe(v.string(), v.maxBytes(MAX_SIGNED_CONSENT_BYTES)),
          }),
        ),
      }),
    ),
    v.maxLength(MAX_STEPS),
  ),
  /** Of the host key, over the canonical JSON of all the rest. */
  signature: fixedBase64Url(64),
});
export type ConsentExport = v.InferOutput<typeof ConsentExport>;
