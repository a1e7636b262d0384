import type { BoxShape, LineShape, Look, Place, TextShape } from './model/Shape.ts';

/** Shapes for tests, plain unless told. */
export const plainLook: Look = { color: 'ink', size: 'm', fill: 'none', dash: 'solid' };

export function place(x: number, y: number, more: Partial<Place> = {}): Place {
  return { x, y, w: 100, h: 60, angle: 0, ...more };
}

export function box(id: string, more: Partial<BoxShape> = {}): BoxShape {
  return {
    id,
    kind: 'rectangle',
    page: 'first',
    order: 'a1',
    locked: false,
    look: plainLook,
    place: place(0, 0),
    text: '',
    ...more,
  };
}

export function words(id: string, more: Partial<TextShape> = {}): TextShape {
  return {
    id,
    kind: 'note',
    page: 'first',
    order: 'a1',
    locked: false,
    look: plainLook,
    place: place(0, 0),
    text: '',
    ...more,
  };
}

export function arrow(id: string, ends: Pick<LineShape, 'from' | 'to'>): LineShape {
  return {
    id,
    kind: 'arrow',
    page: 'first',
    order: 'a2',
    locked: false,
    look: plainLook,
    ...ends,
  };
}
