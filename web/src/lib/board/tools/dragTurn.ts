import type { Desk } from '../Desk.ts';
import { centreOf } from '../geometry/Box.ts';
import { turnAbout } from '../geometry/move.ts';
import type { Shape } from '../model/Shape.ts';
import { newest, type Gesture, type PointerAt } from './Gesture.ts';
import { selectionFrame } from './selectionFrame.ts';

/** With Shift: 15 degrees. */
const STEP = Math.PI / 12;

/** Turns the selection about its middle. */
export function startTurn(desk: Desk, start: PointerAt): Gesture | undefined {
  const frame = selectionFrame(desk);
  if (frame === undefined) return undefined;
  const shapes = desk.free();
  const centre = centreOf(frame);
  const angleOf = ({ board }: PointerAt): number =>
    Math.atan2(board.y - centre.y, board.x - centre.x);
  const first = angleOf(start);
  let result: readonly Shape[] | undefined;
  return {
    move(points) {
      const at = newest(points);
      if (at === undefined) return;
      if (result === undefined) desk.lift(shapes.map(({ id }) => id));
      const free = angleOf(at) - first;
      const turned = frame.angle + free;
      const angle = at.shift ? Math.round(turned / STEP) * STEP - frame.angle : free;
      result = turnAbout(shapes, centre, angle);
      desk.show(result);
    },
    end() {
      if (result === undefined) return;
      desk.commit(result);
      desk.say({ kind: 'turned', count: result.length });
    },
    cancel: () => desk.drop(),
  };
}
