import { penWidth } from '../draw/widths.ts';
import { isBox, isInk, isLine, type Shape } from '../model/Shape.ts';
import type { Point } from './Box.ts';
import type { LineEnds } from './lineEnds.ts';
import { inkLine, outlineOf } from './outline.ts';
import { distanceToLine, distanceToSegment, isInPolygon } from './segments.ts';

export interface HitTest {
  readonly point: Point;
  /** In board units: a finger needs more than a mouse. */
  readonly tolerance: number;
  /** The ends of the shape when it is a line. */
  readonly ends: LineEnds;
}

/** Whether a point is on a shape. Empty shapes are hit on their edge only, so that what is behind them can be. */
export function isHit(shape: Shape, { point, tolerance, ends }: HitTest): boolean {
  const reach = tolerance + penWidth(shape.look.size) / 2;
  if (isLine(shape)) return distanceToSegment(point, ends.from, ends.to) <= reach;
  if (isInk(shape)) return distanceToLine(point, inkLine(shape)) <= reach;
  const outline = outlineOf(shape);
  const hollow = isBox(shape) && shape.look.fill === 'none' && shape.text === '';
  if (!hollow && isInPolygon(point, outline)) return true;
  return distanceToLine(point, [...outline, ...outline.slice(0, 1)]) <= reach;
}
