import { type Box, centreOf, type Point } from '../geometry/Box.ts';

/** Which part of the board is seen: the point in the top left corner, and how large a unit is. */
export interface Camera extends Point {
  readonly zoom: number;
}

/** In CSS pixels. */
export interface Viewport {
  readonly w: number;
  readonly h: number;
}

const LEAST_ZOOM = 0.05;
const MOST_ZOOM = 8;
/** Left free around what is fitted, for the tools that float over it. */
const MARGIN = 72;

const clampZoom = (zoom: number): number => Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, zoom));

export function toBoard({ x, y, zoom }: Camera, screen: Point): Point {
  return { x: x + screen.x / zoom, y: y + screen.y / zoom };
}

export function toScreen({ x, y, zoom }: Camera, board: Point): Point {
  return { x: (board.x - x) * zoom, y: (board.y - y) * zoom };
}

export function seen({ x, y, zoom }: Camera, { w, h }: Viewport): Box {
  return { x, y, w: w / zoom, h: h / zoom };
}

/** Another zoom, with what is under a point of the screen staying there. */
export function zoomAt(camera: Camera, screen: Point, zoom: number): Camera {
  const fixed = toBoard(camera, screen);
  const next = clampZoom(zoom);
  return { x: fixed.x - screen.x / next, y: fixed.y - screen.y / next, zoom: next };
}

/** Shows a box as a whole, in the middle, never larger than 100 %. */
export function fitting(box: Box, { w, h }: Viewport): Camera {
  const margin = Math.min(MARGIN, w / 8, h / 8);
  const zoom = clampZoom(
    Math.min(1, (w - 2 * margin) / Math.max(1, box.w), (h - 2 * margin) / Math.max(1, box.h)),
  );
  const centre = centreOf(box);
  return { x: centre.x - w / 2 / zoom, y: centre.y - h / 2 / zoom, zoom };
}
