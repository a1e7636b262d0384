import type { Place } from '../model/Shape.ts';
import { type Box, boxAround, centreOf, type Point } from './Box.ts';

export function rotate({ x, y }: Point, about: Point, angle: number): Point {
  if (angle === 0) return { x, y };
  const sin = Math.sin(angle);
  const cos = Math.cos(angle);
  const dx = x - about.x;
  const dy = y - about.y;
  return { x: about.x + dx * cos - dy * sin, y: about.y + dx * sin + dy * cos };
}

/** Clockwise from the top left. */
export function cornersOf(place: Place): readonly [Point, Point, Point, Point] {
  const { x, y, w, h, angle } = place;
  const centre = centreOf(place);
  const turn = (px: number, py: number): Point => rotate({ x: px, y: py }, centre, angle);
  return [turn(x, y), turn(x + w, y), turn(x + w, y + h), turn(x, y + h)];
}

export function boundsOfPlace(place: Place): Box {
  if (place.angle === 0) return place;
  return boxAround(cornersOf(place)) ?? place;
}

/** Where a share of width and height lies on the board: 0.5, 0.5 is the centre. */
export function pointAt(place: Place, share: Point): Point {
  const point = { x: place.x + place.w * share.x, y: place.y + place.h * share.y };
  return rotate(point, centreOf(place), place.angle);
}

/** The other way round. A flat place has its middle for every point. */
export function shareAt(place: Place, point: Point): Point {
  const { x, y } = rotate(point, centreOf(place), -place.angle);
  return {
    x: place.w === 0 ? 0.5 : (x - place.x) / place.w,
    y: place.h === 0 ? 0.5 : (y - place.y) / place.h,
  };
}
