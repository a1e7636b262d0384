import * as v from 'valibot';
import { MeetingId, ParticipantId } from '../ids.ts';
import { MAX_NAME_BYTES } from '../limits.ts';
import { languages } from '../text/language.ts';
import { fixedBase64Url } from '../wire/base64Url.ts';
import { ConsentController, consentPurposes, NoticeVersion } from './ConsentNotice.ts';

const hash = fixedBase64Url(32);
const uuid = v.pipe(v.string(), v.uuid());

/** What somebody said to one purpose, with the sentence they read. */
const Answer = v.strictObject({
  id: v.picklist(consentPurposes),
  granted: v.boolean(),
  statement: v.pipe(v.string(), v.minLength(1), v.maxLength(600)),
});

/**
 * A consent, a refusal or a withdrawal, with the fields that ISO/IEC TS 27560:2023 asks for [R69]. It
 * holds what makes it demonstrable (text, statement, act, time, key) and nothing that tracks: no address,
 * no device.
 */
export const ConsentRecord = v.strictObject({
  schema: v.literal('https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr'),
  format: v.literal(1),
  record_id: uuid,
  /** The record of the same person that this one follows. */
  previous_record_id: v.nullable(uuid),
  event: v.strictObject({
    state: v.picklist(['given', 'refused', 'withdrawn']),
    type: v.literal('explicit'),
    lawful_basis: v.literal('GDPR Article 9(2)(a)'),
    /** ISO 8601, of the participant's browser. The server's own time stands in its chain. */
    time: v.pipe(v.string(), v.isoTimestamp(), v.maxLength(30)),
    validity: v.literal('this meeting'),
    collection_method: v.literal('one box for each purpose and a button, in the browser'),
    language: v.picklist(languages),
  }),
  principal: v.strictObject({
    id: ParticipantId,
    display_name: v.pipe(v.string(), v.minLength(1), v.maxBytes(MAX_NAME_BYTES)),
  }),
  controller: ConsentController,
  notice: v.strictObject({ ...NoticeVersion.entries, sha256: hash }),
  purposes: v.pipe(v.array(Answer), v.minLength(1), v.maxLength(consentPurposes.length)),
  special_categories: v.literal('whatever is seen, heard or written in the meeting'),
  withdrawal_method: v.literal('the button Consent in the meeting, or with the receipt'),
  meeting: v.strictObject({ id: MeetingId }),
  client: v.strictObject({ version: v.pipe(v.string(), v.maxLength(40)) }),
});
export type ConsentRecord = v.InferOutput<typeof ConsentRecord>;

/** A record with all that is needed to check by whom it is. What is sealed to the organizer, and the receipt. */
export const SignedConsent = v.strictObject({
  record: ConsentRecord,
  /** Ed25519, base64url. The principal's id is derived from it. */
  participant_key: hash,
  /** Over the canonical JSON of the record. */
  signature: fixedBase64Url(64),
});
export type SignedConsent = v.InferOutput<typeof SignedConsent>;
