import * as v from 'valibot';
import { fromBase64Url } from '../bytes.ts';
import { MeetingId } from '../ids.ts';
import { MAX_KEY_RECORD_BYTES, MAX_LETTER_BYTES, MAX_LOBBY_CARD_BYTES } from '../limits.ts';
import { RecordNumber } from './keys.ts';
import { LinkKind } from './peerRequests.ts';

function isBase64Url(text: string): boolean {
  try {
    return fromBase64Url(text).length > 0;
  } catch {
    return false; // no byte string is written like this
  }
}

const letters = (bytes: number): number => Math.ceil((bytes * 4) / 3);

/** Bytes in JSON: base64url of at most `max` bytes. */
const sealedText = (max: number): v.GenericSchema<string> =>
  v.pipe(v.string(), v.maxLength(letters(max)), v.check(isBase64Url, 'not base64url'));

/** SHA-256 of a join proof, a public key: 32 bytes as base64url. */
const hash = v.pipe(v.string(), v.length(43), v.check(isBase64Url, 'not base64url'));

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
});
export type CreateMeeting = v.InferOutput<typeof CreateMeeting>;

/** PUT /api/meetings/:meetingId/links: other links or another card; the old links stop knocking. */
export const ReplaceLinks = v.strictObject({
  open: v.boolean(),
  links: v.pipe(v.array(LinkRegistration), v.minLength(1), v.maxLength(2)),
  openKeys: v.nullable(sealedText(MAX_LETTER_BYTES)),
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
