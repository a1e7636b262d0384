import * as Y from 'yjs';
import { type End, isInk, isLine, type Shape } from './Shape.ts';

/** A shape as it is stored: what it is in one value, and each thing that can be changed in one of its own. */
export function storedShape(shape: Shape): Y.Map<unknown> {
  const stored = new Y.Map<unknown>();
  stored.set('is', natureOf(shape));
  for (const [key, value] of changeable(shape)) stored.set(key, value);
  return stored;
}

/** Writes what differs, so that what others change at the same time stays. */
export function writeChanges(stored: Y.Map<unknown>, before: Shape, shape: Shape): void {
  const old = new Map(changeable(before));
  for (const [key, value] of changeable(shape)) {
    if (JSON.stringify(old.get(key)) !== JSON.stringify(value)) stored.set(key, value);
    old.delete(key);
  }
  for (const key of old.keys()) stored.delete(key);
}

/** As `Nature` in `schemas.ts`. */
function natureOf(shape: Shape): unknown {
  const { page } = shape;
  if (isInk(shape)) {
    return { kind: shape.kind, page, points: shape.points, natural: { ...shape.natural } };
  }
  if (shape.kind === 'image') return { kind: 'image', page, fileId: shape.fileId };
  return { kind: shape.kind, page };
}

function changeable(shape: Shape): [string, unknown][] {
  const parts: [string, unknown][] = [
    ['order', shape.order],
    ['look', { ...shape.look }],
  ];
  if (shape.locked) parts.push(['locked', true]);
  if (isLine(shape)) parts.push(['from', storedEnd(shape.from)], ['to', storedEnd(shape.to)]);
  else parts.push(['place', roundedPlace(shape.place)]);
  if ('text' in shape && shape.text !== '') parts.push(['text', shape.text]);
  return parts;
}

const round = (value: number): number => Math.round(value * 100) / 100;

function roundedPlace({
  x,
  y,
  w,
  h,
  angle,
}: Record<'x' | 'y' | 'w' | 'h' | 'angle', number>): unknown {
  // Turning is written finer: a hundredth of a radian shows at the far end of a long shape.
  return {
    x: round(x),
    y: round(y),
    w: round(w),
    h: round(h),
    angle: Math.round(angle * 1e5) / 1e5,
  };
}

function storedEnd({ x, y, on }: End): unknown {
  const point = { x: round(x), y: round(y) };
  return on === undefined
    ? point
    : {
        ...point,
        on: { shape: on.shape, x: Math.round(on.x * 1e4) / 1e4, y: Math.round(on.y * 1e4) / 1e4 },
      };
}
