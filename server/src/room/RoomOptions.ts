import type { MeetingId, SessionId } from '@conclave/shared/ids';
import type { Clock } from '../ops/Clock.ts';
import type { Timers } from '../ops/Timers.ts';
import type { Sfu } from '../sfu/Sfu.ts';
import type { Peer } from './Peer.ts';
import type { RoomStore, StoredLink, StoredMeeting, StoredSession } from './RoomStore.ts';

/** What a room is made of. */
export interface RoomOptions {
  readonly meetingId: MeetingId;
  /** The session that runs, if there is one. */
  readonly stored: StoredSession | undefined;
  readonly store: RoomStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly sfu: Sfu;
  /** Whether a member may send at the moment (consent). */
  readonly mayProduce: (peer: Peer) => Promise<boolean>;
  /** People in the room, MAX_MEMBERS unless it is said; for tests. */
  readonly maxMembers?: number | undefined;
  /** Something that must not happen did. */
  readonly failed: (error: unknown) => void;
}

/** Somebody who comes with a link. */
export interface Arrival {
  readonly link: StoredLink;
  readonly meeting: StoredMeeting;
  /** The session that it says it comes back to. */
  readonly returning: SessionId | undefined;
}
