import type { Desk } from './Desk.ts';
import { isBox, isLine } from './model/Shape.ts';
import type { BoardPresence, Live } from './presence/schema.ts';
import { thin } from './presence/thin.ts';

/** What the others see of this person's pointer and of what is being drawn. */
export function ownPresence(desk: Desk): BoardPresence {
  const { pointer, pageId } = desk;
  const live = liveOf(desk);
  return {
    page: pageId,
    ...(pointer === undefined ? {} : { cursor: [Math.round(pointer.x), Math.round(pointer.y)] }),
    ...(live === undefined ? {} : { live }),
  };
}

function liveOf({ draft, laser }: Desk): Live | undefined {
  if (draft === undefined) {
    const trail = laser.trail();
    return trail.length === 0 ? undefined : { kind: 'laser', points: thin(trail) };
  }
  if (draft.kind !== 'shape') {
    const { kind, look, points } = draft;
    return { kind, color: look.color, size: look.size, points: thin(points) };
  }
  const { shape } = draft;
  const { color, size } = shape.look;
  if (isLine(shape)) {
    const { kind, from, to } = shape;
    return { kind, color, size, corners: corners(from.x, from.y, [to.x, to.y]) };
  }
  if (!isBox(shape)) return undefined;
  const { x, y, w, h } = shape.place;
  return { kind: shape.kind, color, size, corners: corners(x, y, [x + w, y + h]) };
}

function corners(
  x: number,
  y: number,
  [x2, y2]: [number, number],
): [number, number, number, number] {
  return [Math.round(x), Math.round(y), Math.round(x2), Math.round(y2)];
}
