import type { MeetingId, ParticipantId, SessionId } from '@conclave/shared/ids';
import type { RelayKeyId, SendId } from '@conclave/shared/wire/mailApi';
import type { SummaryId, summaryStates } from '@conclave/shared/wire/summaryApi';

type SummaryState = (typeof summaryStates)[number];

/** A summary as it is stored; who wanted it stands there by an id alone. */
export interface SummaryRow {
  readonly id: SummaryId;
  readonly meetingId: MeetingId;
  readonly participantId: ParticipantId;
  readonly accessHash: Uint8Array;
  readonly sealedSelf: Uint8Array;
  readonly state: SummaryState;
  readonly createdAt: number;
  readonly sendId: SendId;
  readonly keyId: RelayKeyId;
  /** Null when nobody can open it any more. */
  readonly sealedOrder: string | null;
  /** [S-13] When a later session of the meeting began: nothing of that is shown. Null while there is none. */
  readonly shownUntil: number | null;
  /** [S-18] The session whose text its order waits for; null where it goes at once. */
  readonly waitsFor: SessionId | null;
}

/** As a query of this table alone selects it. */
export const SUMMARY = [
  'id',
  'meeting_id as meetingId',
  'participant_id as participantId',
  'access_hash as accessHash',
  'sealed_self as sealedSelf',
  'state',
  'created_at as createdAt',
  'send_id as sendId',
  'key_id as keyId',
  'sealed_order as sealedOrder',
  'shown_until as shownUntil',
  'waits_for as waitsFor',
] as const;

/** The same beside other tables. */
export const OF_SUMMARY = [
  'summary.id',
  'summary.meeting_id as meetingId',
  'summary.participant_id as participantId',
  'summary.access_hash as accessHash',
  'summary.sealed_self as sealedSelf',
  'summary.state',
  'summary.created_at as createdAt',
  'summary.send_id as sendId',
  'summary.key_id as keyId',
  'summary.sealed_order as sealedOrder',
  'summary.shown_until as shownUntil',
  'summary.waits_for as waitsFor',
] as const;
