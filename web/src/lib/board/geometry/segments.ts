import type { Point } from './Box.ts';

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function between(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
  return distance(point, between(a, b, Math.max(0, Math.min(1, share))));
}

/** To the nearest part of a line through points; to the point itself when there is one only. */
export function distanceToLine(point: Point, line: readonly Point[]): number {
  let least = Infinity;
  line.forEach((a, at) => {
    least = Math.min(least, distanceToSegment(point, a, line[at + 1] ?? a));
  });
  return least;
}

export function isInPolygon({ x, y }: Point, polygon: readonly Point[]): boolean {
  let inside = false;
  polygon.forEach((a, at) => {
    const b = polygon[(at + 1) % polygon.length] ?? a;
    const crosses = a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x;
    if (crosses) inside = !inside;
  });
  return inside;
}

/** How far along from `a` to `b` (0 to 1) that line first meets the edge of a polygon. */
export function firstCrossing(a: Point, b: Point, polygon: readonly Point[]): number | undefined {
  let first: number | undefined;
  polygon.forEach((c, at) => {
    const d = polygon[(at + 1) % polygon.length] ?? c;
    const across = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
    if (across === 0) return;
    const along = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / across;
    const edge = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / across;
    if (along < 0 || along > 1 || edge < 0 || edge > 1) return;
    if (first === undefined || along < first) first = along;
  });
  return first;
}
