import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Peer } from '../room/Peer.ts';

/** A member by its connection. */
export interface MemberCaller {
  readonly as: 'member';
  readonly meetingId: MeetingId;
  readonly participantId: ParticipantId;
  readonly peer: Peer;
}

/** The meeting's owner by its sign-in. */
interface OwnerCaller {
  readonly as: 'owner';
  readonly meetingId: MeetingId;
  /** The owner's own: one for each browser in which the account handed in an author. */
  readonly participantIds: readonly ParticipantId[];
  readonly peer?: never;
}

/** [S-8] Who holds the link of a summary: it reads, and of notes those of the one it was made by. */
interface SummaryCaller {
  readonly as: 'summary';
  readonly meetingId: MeetingId;
  readonly participantIds: readonly ParticipantId[];
  /** [S-13] Nothing that came since then; null: whatever is there. */
  readonly until: number | null;
  readonly peer?: never;
}

/** [V-20] Who asks for documents of a meeting, as far as it was proven. */
export type DocumentCaller = MemberCaller | OwnerCaller;

/** Whoever may read. */
export type ReadingCaller = DocumentCaller | SummaryCaller;

/** Refuses whoever is no member. */
export function memberOf(peer: Peer): MemberCaller {
  const { state } = peer;
  if (state.at !== 'group') throw new RefusedError('notNow');
  const { meetingId, participantId } = state;
  return { as: 'member', meetingId, participantId, peer };
}
