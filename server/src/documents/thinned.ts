/** [P-12] Restore points of a document. More fills the disk, as each is the whole document. */
export const MAX_CHECKPOINTS = 30;

interface Point {
  readonly position: number;
  readonly at: number;
}

/**
 * [P-12] Positions of the restore points that go so that few enough are left: those that stand closest
 * to their neighbours for their age. The newest always stays, and so does the oldest.
 */
export function thinned(points: readonly Point[], now: number): number[] {
  const kept = points.toSorted((a, b) => a.position - b.position);
  const dropped: number[] = [];
  while (kept.length > MAX_CHECKPOINTS) {
    const [at] = kept
      .map((_, index) => index)
      .slice(1, -1)
      .sort((a, b) => density(kept, a, now) - density(kept, b, now));
    const [point] = kept.splice(at ?? 0, 1);
    if (point !== undefined) dropped.push(point.position);
  }
  return dropped;
}

/** The gap that a point's going would leave, measured by its age. */
function density(points: readonly Point[], index: number, now: number): number {
  const [before, point, after] = points.slice(index - 1, index + 2);
  if (before === undefined || point === undefined || after === undefined) return Infinity;
  return (after.at - before.at) / Math.max(1, now - point.at);
}
