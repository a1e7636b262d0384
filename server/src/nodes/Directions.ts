import type { MeetingId } from '@conclave/shared/ids';

/** Where people and requests go that came to the wrong node. */
export interface Directions {
  /** The name in this node's own path; undefined where there is no other node. */
  readonly ownName: string | undefined;
  /**
   * The path of another node's signaling, if that is where the meeting's room is or should be opened;
   * undefined: here. `isSent`: somebody came by this node's own path, and stays unless the room is elsewhere.
   */
  pathTo(meetingId: MeetingId, isSent: boolean): Promise<string | undefined>;
  /** Where the node can be reached that has the meeting's room; undefined: here, or none has. */
  urlOf(meetingId: MeetingId): Promise<string | undefined>;
}
