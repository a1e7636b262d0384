import type * as Y from 'yjs';
import { BoardModel } from '../../../web/src/lib/board/model/BoardModel.ts';
import { ordersBetween } from '../../../web/src/lib/board/model/orderKey.ts';
import type { Color, Look, Shape } from '../../../web/src/lib/board/model/Shape.ts';
import { inkShape } from '../../../web/src/lib/board/tools/drawInk.ts';
import { SeededRandom } from '../../support/seededRandom.ts';

const look = (color: Color, more: Partial<Look> = {}): Look => ({
  color,
  size: 'm',
  fill: 'none',
  dash: 'solid',
  ...more,
});

/** A page as somebody leaves it after ten minutes: every kind of shape once, and a table drawn by hand. */
export function sample(doc: Y.Doc): void {
  const model = new BoardModel(doc);
  const chance = new SeededRandom(7);
  const random = (): number => chance.below(1_000_000) / 1_000_000;
  const orders = ordersBetween(undefined, undefined, 60);
  let at = 0;
  const common = (): Pick<Shape, 'page' | 'order' | 'locked'> => ({
    page: 'first',
    order: orders[at++] ?? 'a0',
    locked: false,
  });
  const shapes: Shape[] = [];
  const stroke = (x1: number, y1: number, [x2, y2]: [number, number]): void => {
    const points = Array.from({ length: 24 }, (_, step) => ({
      x: x1 + ((x2 - x1) * step) / 23 + (random() - 0.5) * 2,
      y: y1 + ((y2 - y1) * step) / 23 + (random() - 0.5) * 2,
      pressure: 0.5,
    }));
    const ink = inkShape(points, {
      kind: 'pen',
      look: look('ink', { size: 's' }),
      pressed: false,
      ...common(),
    });
    if (ink !== undefined) shapes.push(ink);
  };
  for (let row = 0; row < 4; row += 1) stroke(104, 150 + row * 56, [632, 150 + row * 56]);
  for (let column = 0; column < 8; column += 1)
    stroke(104 + column * 75, 150, [104 + column * 75, 318]);
  const words = (
    text: string,
    [x, y, w]: [number, number, number],
    more: Partial<Look> = {},
  ): void => {
    shapes.push({
      id: `w${at}`,
      kind: 'text',
      ...common(),
      look: look('ink', { size: 's', ...more }),
      place: { x, y, w, h: 26, angle: 0 },
      text,
    });
  };
  words('Ward C, March', [104, 70, 240], { size: 'l' });
  ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].forEach((day, n) =>
    words(day, [124 + n * 75, 122, 40]),
  );
  ['early', 'late', 'night'].forEach((shift, n) => words(shift, [48, 166 + n * 56, 52]));
  const mark = ([column, row]: [number, number], color: Color): void => {
    shapes.push({
      id: `m${at}`,
      kind: 'rectangle',
      ...common(),
      look: look(color, { size: 's', fill: 'tint' }),
      place: { x: 113 + column * 75, y: 160 + row * 56, w: 58, h: 36, angle: 0 },
      text: '',
    });
  };
  for (const cell of [
    [0, 0],
    [1, 0],
    [5, 1],
    [6, 1],
    [2, 2],
    [3, 2],
    [4, 2],
  ] as const)
    mark([...cell], 'blue');
  for (const cell of [
    [3, 0],
    [4, 0],
    [0, 1],
    [1, 1],
    [2, 1],
    [5, 2],
    [6, 2],
  ] as const)
    mark([...cell], 'violet');
  shapes.push(
    {
      id: 'note1',
      kind: 'note',
      ...common(),
      look: look('yellow', { size: 's' }),
      place: { x: 694, y: 330, w: 170, h: 120, angle: 0.05 },
      text: 'Nobody two nights in a row after a Sunday',
    },
    {
      id: 'note2',
      kind: 'note',
      ...common(),
      look: look('blue', { size: 's' }),
      place: { x: 120, y: 368, w: 170, h: 96, angle: 0 },
      text: 'Ask the pool for Thu and Fri',
    },
    {
      id: 'ask',
      kind: 'diamond',
      ...common(),
      look: look('orange', { fill: 'tint', size: 's' }),
      place: { x: 380, y: 360, w: 210, h: 130, angle: 0 },
      text: 'Swap possible?',
    },
    {
      id: 'done',
      kind: 'ellipse',
      ...common(),
      look: look('green', { fill: 'full', size: 's' }),
      place: { x: 690, y: 120, w: 180, h: 90, angle: 0 },
      text: 'Agreed',
    },
    {
      id: 'arrow1',
      kind: 'arrow',
      ...common(),
      look: look('ink'),
      from: { x: 0, y: 0, on: { shape: 'note2', x: 0.5, y: 0.5 } },
      to: { x: 0, y: 0, on: { shape: 'ask', x: 0.5, y: 0.5 } },
    },
    {
      id: 'arrow2',
      kind: 'arrow',
      ...common(),
      look: look('red', { dash: 'dashed' }),
      from: { x: 0, y: 0, on: { shape: 'ask', x: 0.5, y: 0.5 } },
      to: { x: 0, y: 0, on: { shape: 'note1', x: 0.5, y: 0.5 } },
    },
    {
      id: 'line1',
      kind: 'line',
      ...common(),
      look: look('grey', { size: 's' }),
      from: { x: 780, y: 220 },
      to: { x: 780, y: 316 },
    },
  );
  const circle = Array.from({ length: 60 }, (_, n) => ({
    x: 519 + Math.cos(n / 9) * (48 + n / 8),
    y: 289 + Math.sin(n / 9) * (36 + n / 10),
    pressure: 0.5,
  }));
  const ring = inkShape(circle, { kind: 'pen', look: look('red'), pressed: false, ...common() });
  const swipe = Array.from({ length: 20 }, (_, n) => ({
    x: 104 + n * 11,
    y: 92 + Math.sin(n) * 1.5,
    pressure: 0.5,
  }));
  const bright = inkShape(swipe, {
    kind: 'highlighter',
    look: look('yellow'),
    pressed: false,
    ...common(),
  });
  if (ring !== undefined) shapes.push(ring);
  if (bright !== undefined) shapes.push(bright);
  model.write(shapes);
  model.close();
}
