import * as v from 'valibot';
import { MeetingId, ParticipantId, SessionId } from '../ids.ts';
import { fixedBase64Url } from './base64Url.ts';
import { RecordNumber } from './keys.ts';
import {
  DeliveryState,
  ORDER_OVERHEAD_BYTES,
  ORDER_STEP_BYTES,
  RecipientId,
  RelayKeyId,
  SendId,
} from './mailApi.ts';

/** An address, a language and a link fit into one step of an order. */
export const SUMMARY_ORDER_BYTES = ORDER_STEP_BYTES + ORDER_OVERHEAD_BYTES;
/** Keys, a record, topic and organizer, filled up; what sealing adds; and the proof of the link [S-14]. */
export const SUMMARY_SELF_BYTES = 1_536 + 48 + 32;
/** An archive key, and what sealing adds. */
export const SUMMARY_BOX_BYTES = 32 + 48;
/** A room holds 200; who left and others who came are in it too. Higher lets one meeting mail more. */
export const MAX_SUMMARIES = 500;

/** [S-1] Chosen at random by the participant's browser; also the id of the mail's one recipient. */
export const SummaryId = RecipientId;
export type SummaryId = v.InferOutput<typeof SummaryId>;

/** [S-4] The archive key of one record, sealed to one summary. */
const sealedKey = fixedBase64Url(SUMMARY_BOX_BYTES);

/**
 * PUT /api/meetings/:meetingId/summaries/:summaryId, by a member: all that the server gets of a summary
 * that somebody wants. Address, language and link are inside `sealedOrder`.
 */
export const ArmSummary = v.strictObject({
  /** SHA-256 of what the link proves itself with [S-2]. */
  accessHash: fixedBase64Url(32),
  sealedSelf: fixedBase64Url(SUMMARY_SELF_BYTES),
  box: v.strictObject({ recordNumber: RecordNumber, sealedKey }),
  order: v.strictObject({
    sendId: SendId,
    keyId: RelayKeyId,
    sealedOrder: fixedBase64Url(SUMMARY_ORDER_BYTES),
  }),
  /** [S-18] The order waits for the text of this session, the one that runs. */
  waitsFor: v.exactOptional(SessionId),
});
export type ArmSummary = v.InferOutput<typeof ArmSummary>;

/** POST /api/meetings/:meetingId/summaries/boxes, by who leads or organizes, and to one's own [S-5]. What is there stays. */
export const AddSummaryBoxes = v.strictObject({
  boxes: v.pipe(
    v.array(v.strictObject({ summaryId: SummaryId, recordNumber: RecordNumber, sealedKey })),
    v.minLength(1),
    v.maxLength(MAX_SUMMARIES),
  ),
});
export type AddSummaryBoxes = v.InferOutput<typeof AddSummaryBoxes>;

/**
 * - armed: goes out when the meeting ends
 * - sent: was handed over; `mail` says what became of it
 * - lost: the relay's key was destroyed before the meeting ended
 * - revoked: by the organizer; its link shows so
 */
export const summaryStates = ['armed', 'sent', 'lost', 'revoked'] as const;

/** GET /api/meetings/:meetingId/summaries: all of them to who leads or organizes, else one's own. */
export const SummaryList = v.strictObject({
  summaries: v.pipe(
    v.array(
      v.strictObject({
        summaryId: SummaryId,
        participantId: ParticipantId,
        state: v.picklist(summaryStates),
        /** What became of the mail; null before it was handed over. */
        mail: v.nullable(DeliveryState),
        /** Whether the organizer may have it sent again: the order is still there. */
        mayResend: v.boolean(),
        /** Of a session before the newest one: it shows nothing of later ones [S-13]. */
        earlier: v.boolean(),
        /** The newest record whose key it has. */
        recordNumber: RecordNumber,
      }),
    ),
    v.maxLength(MAX_SUMMARIES),
  ),
});
export type SummaryList = v.InferOutput<typeof SummaryList>;

/** How a link shows that it is one: `authorization: Summary <id>.<access>` [S-2]. */
export const SUMMARY_SCHEME = 'Summary';

/** POST /api/summaries/:summaryId/open, by the link. A GET of anything shows nothing [S-8]. */
export const OpenedSummary = v.variant('state', [
  v.strictObject({ state: v.literal('revoked') }),
  v.strictObject({
    state: v.literal('open'),
    meetingId: MeetingId,
    endedAt: v.number(),
    sealedSelf: fixedBase64Url(SUMMARY_SELF_BYTES),
    boxes: v.pipe(
      v.array(v.strictObject({ recordNumber: RecordNumber, sealedKey })),
      v.maxLength(10_000),
    ),
  }),
]);
export type OpenedSummary = v.InferOutput<typeof OpenedSummary>;
