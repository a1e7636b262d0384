import type { End, LineShape, PlacedShape } from '../model/Shape.ts';
import type { Point } from './Box.ts';
import { outlineOf } from './outline.ts';
import { pointAt } from './place.ts';
import { between, distance, firstCrossing, isInPolygon } from './segments.ts';

/** Room between an arrow's point and the edge that it sticks to. */
const GAP = 6;

export interface LineEnds {
  readonly from: Point;
  readonly to: Point;
}

/** Finds a shape that a line may stick to. */
export type FindPlaced = (id: string) => PlacedShape | undefined;

/**
 * Where a line begins and ends now. An end that sticks aims at its place on the shape and stops at
 * the shape's edge; when the shape is gone, it is where it was written last.
 */
export function lineEnds({ from, to }: LineShape, find: FindPlaced): LineEnds {
  const start = aim(from, find);
  const target = aim(to, find);
  return {
    from: stop(target.point, start.point, start.shape),
    to: stop(start.point, target.point, target.shape),
  };
}

function aim(end: End, find: FindPlaced): { point: Point; shape?: PlacedShape | undefined } {
  const shape = end.on === undefined ? undefined : find(end.on.shape);
  return end.on === undefined || shape === undefined
    ? { point: { x: end.x, y: end.y } }
    : { point: pointAt(shape.place, end.on), shape };
}

/** Coming from `origin` towards `target`: the point before the shape's edge. */
function stop(origin: Point, target: Point, shape: PlacedShape | undefined): Point {
  if (shape === undefined) return target;
  const outline = outlineOf(shape);
  if (isInPolygon(origin, outline)) return target;
  const share = firstCrossing(origin, target, outline);
  if (share === undefined) return target;
  const length = distance(origin, target);
  return between(origin, target, Math.max(0, share - GAP / Math.max(length, GAP)));
}
