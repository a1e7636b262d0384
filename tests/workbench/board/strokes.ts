import * as Y from 'yjs';
import { BoardModel } from '../../../web/src/lib/board/model/BoardModel.ts';
import { orderBetween } from '../../../web/src/lib/board/model/orderKey.ts';
import { colors, sizes, type Shape } from '../../../web/src/lib/board/model/Shape.ts';
import { inkShape } from '../../../web/src/lib/board/tools/drawInk.ts';
import { SeededRandom } from '../../support/seededRandom.ts';

/** So many strokes of handwriting length, over a board of some screens: as one stored update. */
export function strokes(count: number, seed: number): Uint8Array {
  const chance = new SeededRandom(seed);
  const random = (): number => chance.below(1_000_000) / 1_000_000;
  const doc = new Y.Doc();
  const model = new BoardModel(doc);
  let order: string | undefined;
  const shapes: Shape[] = [];
  for (let at = 0; at < count; at += 1) {
    order = orderBetween(order, undefined);
    let x = random() * 8000;
    let y = random() * 5000;
    let turn = random() * 6;
    const points = Array.from({ length: 40 }, () => {
      turn += (random() - 0.5) * 0.8;
      x += Math.cos(turn) * 5;
      y += Math.sin(turn) * 5;
      return { x, y, pressure: 0.5 };
    });
    const shape = inkShape(points, {
      kind: 'pen',
      look: {
        color: colors[at % colors.length] ?? 'ink',
        size: sizes[at % 3] ?? 'm',
        fill: 'none',
        dash: 'solid',
      },
      pressed: false,
      page: 'first',
      order,
    });
    if (shape !== undefined) shapes.push(shape);
  }
  model.write(shapes);
  model.close();
  return Y.encodeStateAsUpdate(doc);
}
