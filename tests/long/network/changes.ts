import * as v from 'valibot';

/** What happens to a guest's network in T06. */
export const CHANGES = ['moved', 'udpCut', 'movedAtOnce', 'udpGone'] as const;

/** What was seen of one change. */
export const Changed = v.strictObject({
  change: v.picklist(CHANGES),
  /** From the moment when the network was there again, or for `udpGone` from the change on, until both are seen again. */
  ms: v.number(),
  /** How the guest's media travelled before and afterwards. */
  before: v.array(v.string()),
  after: v.array(v.string()),
  /** What the host noticed: changes of the keys, and words about somebody who came or went. */
  epochs: v.number(),
  said: v.array(v.string()),
});
export type Changed = v.InferOutput<typeof Changed>;
