import type { ParticipantId } from '@conclave/shared/ids';

interface Timed {
  readonly by: ParticipantId | undefined;
  readonly at: number;
}

/** A clock may be so much ahead of ours before it is not believed. */
const AHEAD_MS = 60_000;

/**
 * The times that are shown. A message keeps its place whatever its author's clock says: its time is
 * never before that of the message above, nor after that of the next by somebody else, nor in the future.
 */
export function shownTimes(messages: readonly Timed[], now: number): number[] {
  const limits = limitsOf(messages, now + AHEAD_MS);
  let last = 0;
  return messages.map(({ at }, index) => {
    const limit = Math.max(last, limits[index] ?? at);
    last = Math.max(last, Math.min(at, limit));
    return last;
  });
}

/** For each message what the next one by another author says, or the present. */
function limitsOf(messages: readonly Timed[], latest: number): number[] {
  const limits = new Array<number>(messages.length);
  let limit = latest;
  let following: Timed | undefined;
  for (let index = messages.length - 1; index >= 0; index--) {
    const here = messages[index];
    if (here === undefined) continue;
    if (following !== undefined && following.by !== here.by) limit = Math.min(following.at, latest);
    limits[index] = limit;
    following = here;
  }
  return limits;
}
