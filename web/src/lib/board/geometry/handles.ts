import type { Place } from '../model/Shape.ts';
import { type Box, centreOf, type Point } from './Box.ts';
import { rotate } from './place.ts';

export const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
export type Handle = (typeof handles)[number];

/** How far the turning knob stands above the selection, in CSS pixels. */
export const KNOB = 26;

/** No side gets shorter than this: a shape without width could never be taken hold of again. */
const LEAST = 4;

/** 0 at the left or top, 1 at the right or bottom, a half between. */
function shareOf(handle: Handle): Point {
  const x = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5;
  const y = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5;
  return { x, y };
}

export function handlePoint({ x, y, w, h, angle }: Place, handle: Handle): Point {
  const share = shareOf(handle);
  const point = { x: x + w * share.x, y: y + h * share.y };
  return rotate(point, centreOf({ x, y, w, h }), angle);
}

export interface Pull {
  readonly handle: Handle;
  /** How far the handle was pulled, on the board. */
  readonly by: Point;
  readonly keepRatio: boolean;
  /** Both sides at once, so that the middle stays. */
  readonly fromCentre: boolean;
}

/** A side after pulling one of its ends: where it starts, and how long it is. */
function side(start: number, length: number, end: { share: number; by: number }): [number, number] {
  if (end.share === 0.5) return [start, length];
  const grown = Math.max(LEAST, length + (end.share === 1 ? end.by : -end.by));
  return end.share === 1 ? [start, grown] : [start + length - grown, grown];
}

/** The place after a handle was pulled: the opposite side or corner stays where it was on the board. */
export function pull(place: Place, { handle, by, keepRatio, fromCentre }: Pull): Place {
  const share = shareOf(handle);
  const local = rotate(by, { x: 0, y: 0 }, -place.angle);
  const times = fromCentre ? 2 : 1;
  let [x, w] = side(place.x, place.w, { share: share.x, by: local.x * times });
  let [y, h] = side(place.y, place.h, { share: share.y, by: local.y * times });
  if (keepRatio && place.w > 0 && place.h > 0) {
    const scale =
      share.x === 0.5
        ? h / place.h
        : share.y === 0.5
          ? w / place.w
          : Math.max(w / place.w, h / place.h);
    [w, h] = [place.w * scale, place.h * scale];
    x = place.x + (place.w - w) * (1 - share.x);
    y = place.y + (place.h - h) * (1 - share.y);
  }
  if (fromCentre) {
    const centre = centreOf(place);
    return { x: centre.x - w / 2, y: centre.y - h / 2, w, h, angle: place.angle };
  }
  return settle(place, { x, y, w, h });
}

/** Turned about its own new centre, the new box would wander; this moves it back. */
function settle(place: Place, box: Box): Place {
  const centre = rotate(centreOf(box), centreOf(place), place.angle);
  return {
    x: centre.x - box.w / 2,
    y: centre.y - box.h / 2,
    w: box.w,
    h: box.h,
    angle: place.angle,
  };
}
