import * as v from 'valibot';

/** What one of the two received while the line was narrow, and after it. */
const Received = v.strictObject({
  concealed: v.number(),
  /** Pictures: before, and while it was narrow. */
  wideKbps: v.number(),
  narrowKbps: v.number(),
  /** From the moment when it was wide again until pictures had four fifths of what they had before. */
  recoveredMs: v.number(),
});

export const NarrowRound = v.strictObject({
  kbit: v.number(),
  /** Whether both heard each other at the end of it. */
  heard: v.boolean(),
  reopened: v.number(),
  host: Received,
  guest: Received,
});
export type NarrowRound = v.InferOutput<typeof NarrowRound>;
