import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId, SessionId } from '@conclave/shared/ids';
import type { NumberedRecord } from '@conclave/shared/wire/keys';
import type { FinalCommit, GroupPosition } from '../keys/GroupPosition.ts';
import type { SessionJournal } from '../keys/SessionJournal.ts';
import type { CameBy } from './Peer.ts';
import type { RoomHold } from './RoomPlaces.ts';

/** A meeting as rooms need it. */
export interface StoredMeeting {
  readonly meetingId: MeetingId;
  readonly hostKey: Bytes;
  /** Whether anybody with a link may start a session. */
  readonly open: boolean;
  readonly openKeys: Bytes | null;
  /**
   * Who may begin no session of it: nobody is barred; its organizer, who was suspended or removed (a deputy
   * may); everybody, as the company has lapsed. A session that runs is not touched by it.
   */
  readonly barred: 'nobody' | 'organizer' | 'everybody';
  /** The newest key record. */
  readonly record: NumberedRecord;
}

export interface StoredLink extends CameBy {
  readonly sealedCard: Bytes;
}

export interface StoredSession {
  readonly sessionId: SessionId;
  /** Newest first. */
  readonly positions: readonly GroupPosition[];
  /** Oldest first. */
  readonly commits: readonly FinalCommit[];
}

export interface NewSession {
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
  readonly position: GroupPosition;
  readonly record: NumberedRecord | null;
  readonly openKeys: Bytes | null;
}

export type EndReason = 'ended' | 'expired';

/** What rooms keep where it lasts. */
export interface RoomStore {
  /** The same for one room: what is written is refused with `unavailable` once the room is another's. */
  under(hold: RoomHold): RoomStore;
  meeting(meetingId: MeetingId): Promise<StoredMeeting | undefined>;
  /** The link of a meeting with this hash of its join proof. */
  link(meetingId: MeetingId, proofHash: Uint8Array): Promise<StoredLink | undefined>;
  /** The proof hashes of all links of a meeting. */
  links(meetingId: MeetingId): Promise<readonly string[]>;
  runningSession(meetingId: MeetingId): Promise<StoredSession | undefined>;
  /** Throws `sessionRunning` or `versionConflict`. [K-4] An id is used once, as long as its meeting is there. */
  startSession(session: NewSession): Promise<void>;
  journal(meetingId: MeetingId, sessionId: SessionId): SessionJournal;
  endSession(sessionId: SessionId, reason: EndReason): Promise<void>;
  /** Nobody is connected since then; null: somebody is. */
  setEmptySince(sessionId: SessionId, since: number | null): Promise<void>;
  /** Running sessions in which nobody has been connected since before then. */
  emptySessions(before: number): Promise<readonly { meetingId: MeetingId; sessionId: SessionId }[]>;
  /** What ended before then is of no use any more, but for its id. */
  forgetEnded(before: number): Promise<void>;
  /** Nobody is connected to sessions of rooms that no server has: of all of them, when the only one starts. */
  markAllEmpty(since: number): Promise<void>;
}
