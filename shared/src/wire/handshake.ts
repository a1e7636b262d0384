import * as v from 'valibot';
import { MeetingId } from '../ids.ts';

/** What a page says when it opens the signaling connection (`auth` of socket.io). */
export const Handshake = v.strictObject({
  /** Must be PROTOCOL_VERSION, else the connection is refused with `protocolMismatch`. */
  protocolVersion: v.pipe(v.number(), v.safeInteger()),
  /** Which meeting it wants to enter: of several servers one has its room. */
  meetingId: v.optional(MeetingId),
});

/** [V-25] What goes with the refusal `elsewhere`: where the room is, or where it should be opened. */
export const Elsewhere = v.strictObject({ path: v.pipe(v.string(), v.maxLength(64)) });
export type Elsewhere = v.InferOutput<typeof Elsewhere>;
