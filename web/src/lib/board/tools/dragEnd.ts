import type { Desk } from '../Desk.ts';
import { isLine, type LineShape } from '../model/Shape.ts';
import { endAt, straightened } from './drawLine.ts';
import { newest, type Gesture } from './Gesture.ts';

/** Pulls one end of a line somewhere else. */
export function startEnd(desk: Desk, which: 'from' | 'to'): Gesture | undefined {
  const line = desk.free().find(isLine);
  if (line === undefined) return undefined;
  const other = desk.scene.ends(line)[which === 'from' ? 'to' : 'from'];
  let result: LineShape | undefined;
  return {
    move(points) {
      const at = newest(points);
      if (at === undefined) return;
      if (result === undefined) desk.lift([line.id]);
      const place = straightened(other, at);
      const end = endAt(desk, { board: place.board, ctrl: at.ctrl || line.kind === 'line' });
      result = { ...line, [which]: end };
      desk.show([result]);
    },
    end() {
      if (result === undefined) return;
      desk.commit([result]);
      desk.say({ kind: 'changed', count: 1 });
    },
    cancel: () => desk.drop(),
  };
}
