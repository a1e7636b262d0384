import type { Box, Point } from './Box.ts';

/** A line that shows what something was aligned with. */
export interface Guide {
  readonly from: Point;
  readonly to: Point;
}

export interface Snapped {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

interface Match {
  readonly by: number;
  readonly at: number;
  readonly other: Box;
}

type Axis = 'x' | 'y';

/** Start, middle and end of a box along an axis. */
function marks(box: Box, axis: Axis): number[] {
  const start = box[axis];
  const side = axis === 'x' ? box.w : box.h;
  return [start, start + side / 2, start + side];
}

function nearest(moving: Box, { others, reach }: Surroundings, axis: Axis): Match | undefined {
  let best: Match | undefined;
  const own = marks(moving, axis);
  for (const other of others) {
    for (const at of marks(other, axis)) {
      for (const mark of own) {
        const by = at - mark;
        if (Math.abs(by) <= reach && Math.abs(by) < Math.abs(best?.by ?? Infinity)) {
          best = { by, at, other };
        }
      }
    }
  }
  return best;
}

export interface Surroundings {
  readonly others: readonly Box[];
  /** How near something must be, in board units. */
  readonly reach: number;
}

/** Pulls a box to the edges and middles of others near it. */
export function snap(moving: Box, surroundings: Surroundings): Snapped {
  const x = nearest(moving, surroundings, 'x');
  const y = nearest(moving, surroundings, 'y');
  const dx = x?.by ?? 0;
  const dy = y?.by ?? 0;
  const moved = { ...moving, x: moving.x + dx, y: moving.y + dy };
  const guides: Guide[] = [];
  if (x !== undefined) {
    const top = Math.min(moved.y, x.other.y);
    const bottom = Math.max(moved.y + moved.h, x.other.y + x.other.h);
    guides.push({ from: { x: x.at, y: top }, to: { x: x.at, y: bottom } });
  }
  if (y !== undefined) {
    const left = Math.min(moved.x, y.other.x);
    const right = Math.max(moved.x + moved.w, y.other.x + y.other.w);
    guides.push({ from: { x: left, y: y.at }, to: { x: right, y: y.at } });
  }
  return { dx, dy, guides };
}
