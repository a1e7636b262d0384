import { decodePoints, type DecodedPoints } from '../model/strokePoints.ts';
import type { InkShape, PlacedShape } from '../model/Shape.ts';
import { centreOf, type Point } from './Box.ts';
import { cornersOf, rotate } from './place.ts';

/** Corners of a polygon that stands for a round edge. */
const ROUND = 40;

/** The edge of a shape, turned as it is. */
export function outlineOf({ kind, place }: PlacedShape): readonly Point[] {
  const { x, y, w, h, angle } = place;
  const centre = centreOf(place);
  if (kind === 'ellipse') {
    return Array.from({ length: ROUND }, (_, at) => {
      const turn = (at / ROUND) * 2 * Math.PI;
      const point = {
        x: centre.x + (Math.cos(turn) * w) / 2,
        y: centre.y + (Math.sin(turn) * h) / 2,
      };
      return rotate(point, centre, angle);
    });
  }
  if (kind === 'diamond') {
    return [
      { x: centre.x, y },
      { x: x + w, y: centre.y },
      { x: centre.x, y: y + h },
      { x, y: centre.y },
    ].map((point) => rotate(point, centre, angle));
  }
  return cornersOf(place);
}

const decoded = new WeakMap<Uint8Array, DecodedPoints>();
/** What stands for points that cannot be read: a dot, so that the shape can be found and deleted. */
const BROKEN: DecodedPoints = { points: [{ x: 0, y: 0, pressure: 0.5 }], pressed: false };

/** The points of a stroke in its own space; read when they are first needed, and once. */
export function inkPoints({ points }: InkShape): DecodedPoints {
  const known = decoded.get(points);
  if (known !== undefined) return known;
  const fresh = decodePoints(points) ?? BROKEN;
  decoded.set(points, fresh);
  return fresh;
}

/** How much a stroke was stretched since it was drawn. */
export function inkScale({ place, natural }: InkShape): Point {
  return {
    x: natural.w > 0 ? place.w / natural.w : 1,
    y: natural.h > 0 ? place.h / natural.h : 1,
  };
}

/** The middle line of a stroke, where it lies on the board. */
export function inkLine(shape: InkShape): Point[] {
  const { place } = shape;
  const scale = inkScale(shape);
  const centre = centreOf(place);
  return inkPoints(shape).points.map(({ x, y }) =>
    rotate({ x: place.x + x * scale.x, y: place.y + y * scale.y }, centre, place.angle),
  );
}
