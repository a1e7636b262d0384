import * as v from 'valibot';

/** What was received while so many of a hundred packets were lost. */
const Received = v.strictObject({
  concealed: v.number(),
  frozen: v.number(),
  framesPerSecond: v.number(),
  videoKbps: v.number(),
  reopened: v.number(),
});

export const LossyRound = v.strictObject({
  percent: v.number(),
  /** By who is on the good side and by who is on the bad one. */
  host: Received,
  guest: Received,
  /** Frames that were not opened, of both: also those that came twice, which is no fault. So it is not judged. */
  refused: v.number(),
});
export type LossyRound = v.InferOutput<typeof LossyRound>;

export const LossyCall = v.strictObject({
  rounds: v.array(LossyRound),
  /** From the click of somebody new, with the worst of the lines, until seen and seeing. */
  joinedMs: v.number(),
});
export type LossyCall = v.InferOutput<typeof LossyCall>;
