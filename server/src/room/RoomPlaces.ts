import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';

/** Another server has the room: who asked has to go there. */
export class RoomElsewhere extends RefusedError {
  constructor() {
    super('unavailable');
  }
}

/** That a room is this server's, until it is given back or another takes it. */
export interface RoomHold {
  /** Fresh each time; what is written for the room is written under it. */
  readonly hold: string;
}

/** Which server has which room. No two ever have the same. */
export interface RoomPlaces {
  /** Whether other servers may be at work on the same database. */
  readonly isShared: boolean;
  /** False while it cannot be sure that its rooms are still its own: then nothing is answered. */
  readonly mayServe: boolean;
  /** Takes a room for this server; undefined: there is no other. Throws RoomElsewhere while another has it. */
  take(meetingId: MeetingId): Promise<RoomHold | undefined>;
  /** Gives a room back. Harmless when it was lost meanwhile. */
  release(meetingId: MeetingId, hold: RoomHold): Promise<void>;
  /** Of these meetings, those in which somebody is, on another server. */
  liveElsewhere(meetingIds: readonly MeetingId[]): Promise<readonly MeetingId[]>;
  /** Of these meetings, those whose room some server has. */
  held(meetingIds: readonly MeetingId[]): Promise<readonly MeetingId[]>;
  /** This server stops: its rooms are free for others. */
  leave(): Promise<void>;
}
