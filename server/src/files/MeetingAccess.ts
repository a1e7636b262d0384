import type { MeetingId, ParticipantId } from '@conclave/shared/ids';

/** Who a bearer token speaks for: a member, for as long as its connection lasts. */
export interface MeetingMember {
  readonly meetingId: MeetingId;
  readonly participantId: ParticipantId;
}

/** [V-20] Tells members by the token that their connection gave them. */
export interface MeetingAccess {
  holder(token: string): MeetingMember | undefined;
}
