import * as v from 'valibot';
import { MeetingId } from '../ids.ts';
import { MAX_KEY_RECORD_BYTES, MAX_LETTER_BYTES, MAX_LOBBY_CARD_BYTES } from '../limits.ts';
import { base64Url, fixedBase64Url } from './base64Url.ts';
import { RecordNumber } from './keys.ts';
import { LinkKind } from './peerRequests.ts';

/** Bytes in JSON: base64url of at most `max` bytes. */
const sealedText = (max: number): v.GenericSchema<string> => base64Url(1, max);

/** SHA-256 of a join proof, a public key: 32 bytes as base64url. */
const hash = fixedBase64Url(32);

/**
 * [G-9] Whether media are taken only from those who consented. It comes with the card on which the text stands,
 * and is stored with it or not at all: no meeting shows the text and takes media from everybody.
 */
const asksConsent = v.boolean();

/** A link as the server knows it: what kind, which edition, and the hash of its join proof. */
export const LinkRegistration = v.strictObject({
  kind: LinkKind,
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  proofHash: hash,
  sealedCard: sealedText(MAX_LOBBY_CARD_BYTES),
});

/** POST /api/meetings. Repeating it with the same content changes nothing. */
export const CreateMeeting = v.strictObject({
  meetingId: MeetingId,
  hostKey: hash,
  /** Whether anybody with the link may open a session (door `open`). */
  open: v.boolean(),
  links: v.pipe(v.array(LinkRegistration), v.minLength(1), v.maxLength(2)),
  record: v.strictObject({ number: RecordNumber, record: sealedText(MAX_KEY_RECORD_BYTES) }),
  openKeys: v.nullable(sealedText(MAX_LETTER_BYTES)),
  asksConsent,
});
export type CreateMeeting = v.InferOutput<typeof CreateMeeting>;

/** PUT /api/meetings/:meetingId/links: other links or another card; the old links stop knocking. */
export const ReplaceLinks = v.strictObject({
  open: v.boolean(),
  links: v.pipe(v.array(LinkRegistration), v.minLength(1), v.maxLength(2)),
  openKeys: v.nullable(sealedText(MAX_LETTER_BYTES)),
  asksConsent,
});
export type ReplaceLinks = v.InferOutput<typeof ReplaceLinks>;

/** GET /api/meetings: the caller's meetings, newest first. All else lies in the vault. */
export const MeetingList = v.strictObject({
  meetings: v.array(
    v.strictObject({
      meetingId: MeetingId,
      createdAt: v.number(),
      endedAt: v.nullable(v.number()),
      live: v.boolean(),
    }),
  ),
});
export type MeetingList = v.InferOutput<typeof MeetingList>;

/** GET /api/meetings/:meetingId/records: every key record, so that a vault on a new device opens all. */
export const RecordList = v.strictObject({
  records: v.array(v.strictObject({ number: RecordNumber, record: v.string() })),
});
export type RecordList = v.InferOutput<typeof RecordList>;
