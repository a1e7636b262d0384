import type { Box, Point } from './Box.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

/** How far a box must move to lie at one side of the box around all. */
export function alignShift(box: Box, all: Box, alignment: Alignment): Point {
  switch (alignment) {
    case 'left':
      return { x: all.x - box.x, y: 0 };
    case 'centre':
      return { x: all.x + all.w / 2 - box.x - box.w / 2, y: 0 };
    case 'right':
      return { x: all.x + all.w - box.x - box.w, y: 0 };
    case 'top':
      return { x: 0, y: all.y - box.y };
    case 'middle':
      return { x: 0, y: all.y + all.h / 2 - box.y - box.h / 2 };
    case 'bottom':
      return { x: 0, y: all.y + all.h - box.y - box.h };
  }
}

/** How far each box must move so that the gaps between them are equal; the outermost stay. */
export function distributeShifts(boxes: readonly Box[], axis: 'x' | 'y'): Point[] {
  const side = axis === 'x' ? 'w' : 'h';
  const order = boxes
    .map((_, at) => at)
    .sort((a, b) => middle(boxes[a], axis) - middle(boxes[b], axis));
  const shifts: Point[] = boxes.map(() => ({ x: 0, y: 0 }));
  const first = boxes[order[0] ?? -1];
  const last = boxes[order.at(-1) ?? -1];
  if (first === undefined || last === undefined || boxes.length < 3) return shifts;
  const taken = boxes.reduce((sum, box) => sum + box[side], 0);
  const gap = (last[axis] + last[side] - first[axis] - taken) / (boxes.length - 1);
  let next = first[axis];
  for (const at of order) {
    const box = boxes[at];
    if (box === undefined) continue;
    shifts[at] = axis === 'x' ? { x: next - box.x, y: 0 } : { x: 0, y: next - box.y };
    next += box[side] + gap;
  }
  return shifts;
}

function middle(box: Box | undefined, axis: 'x' | 'y'): number {
  return box === undefined ? 0 : box[axis] + (axis === 'x' ? box.w : box.h) / 2;
}
