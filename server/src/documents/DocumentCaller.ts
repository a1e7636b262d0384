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

/** [V-20] Who asks for documents of a meeting, as far as it was proven. */
export type DocumentCaller =
  MemberCaller | { readonly as: 'owner'; readonly meetingId: MeetingId; readonly peer?: never };

/** Refuses whoever is no member. */
export function memberOf(peer: Peer): MemberCaller {
  const { state } = peer;
  if (state.at !== 'group') throw new RefusedError('notNow');
  const { meetingId, participantId } = state;
  return { as: 'member', meetingId, participantId, peer };
}
