import type { Point } from '../geometry/Box.ts';
import { MAX_LIVE_NUMBERS } from './schema.ts';

/** Points as the others get them while a stroke is drawn: whole numbers, and of a long stroke every second, fourth, eighth. */
export function thin(points: readonly Point[]): number[] {
  let stride = 1;
  while (Math.ceil(points.length / stride) * 2 > MAX_LIVE_NUMBERS - 2) stride *= 2;
  const kept = points.filter((_, at) => at % stride === 0);
  const last = points.at(-1);
  if (last !== undefined && (points.length - 1) % stride !== 0) kept.push(last);
  return kept.flatMap(({ x, y }) => [Math.round(x), Math.round(y)]);
}

export function pointsOf(numbers: readonly number[]): Point[] {
  const points: Point[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    points.push({ x: numbers[at] ?? 0, y: numbers[at + 1] ?? 0 });
  }
  return points;
}
