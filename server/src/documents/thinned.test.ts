import { describe, expect, it } from 'vitest';
import { MAX_CHECKPOINTS, thinned } from './thinned.ts';

const HOUR = 3_600_000;

/** What is left after so many checkpoints, one every six minutes, each thinned as it came. */
function kept(count: number): { position: number; at: number }[] {
  let points: { position: number; at: number }[] = [];
  for (let made = 1; made <= count; made++) {
    const newest = { position: made, at: (made * HOUR) / 10 };
    const all = [...points, newest];
    const dropped = thinned(all, newest.at);
    points = all.filter(({ position }) => !dropped.includes(position));
  }
  return points;
}

describe('[P-12] restore points', () => {
  it('are all kept while there are few', () => {
    expect(kept(MAX_CHECKPOINTS)).toHaveLength(MAX_CHECKPOINTS);
  });

  it('are thirty at most, the first and the newest among them, denser the younger they are', () => {
    const points = kept(400);
    expect(points).toHaveLength(MAX_CHECKPOINTS);
    expect([points[0]?.position, points.at(-1)?.position]).toEqual([1, 400]);
    const gaps = points.slice(1).map(({ position }, at) => position - (points[at]?.position ?? 0));
    const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
    expect(sum(gaps.slice(0, 10))).toBeGreaterThan(2 * sum(gaps.slice(-10)));
  });
});
