import type { Point } from '../geometry/Box.ts';
import type { LineEnds } from '../geometry/lineEnds.ts';
import { distance } from '../geometry/segments.ts';

/** Half of the angle between the two strokes of an arrow's head. */
const OPENING = 0.5;

/** The two outer points of the head at `to`; never longer than the arrow. */
export function arrowHead({ from, to }: LineEnds, width: number): readonly [Point, Point] {
  const length = Math.min(8 + width * 3, distance(from, to));
  const back = Math.atan2(from.y - to.y, from.x - to.x);
  const outer = (turn: number): Point => ({
    x: to.x + Math.cos(back + turn) * length,
    y: to.y + Math.sin(back + turn) * length,
  });
  return [outer(OPENING), outer(-OPENING)];
}
