import type { Desk } from '../Desk.ts';
import { type Handle, pull } from '../geometry/handles.ts';
import { stretch } from '../geometry/move.ts';
import { isInk, type Place, type Shape } from '../model/Shape.ts';
import { fitWords } from './fitWords.ts';
import { newest, type Gesture, type PointerAt } from './Gesture.ts';
import { selectionFrame } from './selectionFrame.ts';

/** Pulls a handle of the selection. Shift keeps the proportions, and pictures keep them unless Shift is held. */
export function startResize(desk: Desk, start: PointerAt, handle: Handle): Gesture | undefined {
  const frame = selectionFrame(desk);
  if (frame === undefined) return undefined;
  const shapes = desk.free();
  const [only, more] = shapes;
  const isPicture = only?.kind === 'image' && more === undefined;
  let result: readonly Shape[] | undefined;
  return {
    move(points) {
      const at = newest(points);
      if (at === undefined) return;
      if (result === undefined) desk.lift(shapes.map(({ id }) => id));
      const place = pull(frame, {
        handle,
        by: { x: at.board.x - start.board.x, y: at.board.y - start.board.y },
        keepRatio: (at.shift !== isPicture || needsRatio(shapes)) && handle.length === 2,
        fromCentre: at.alt,
      });
      result = resized(desk, shapes, { from: frame, to: place });
      desk.show(result);
    },
    end() {
      if (result === undefined) return;
      desk.commit(result);
      desk.say({ kind: 'resized', count: result.length });
    },
    cancel: () => desk.drop(),
  };
}

/** Among several, one that is turned would have to be sheared to follow a box that is pulled unevenly. */
function needsRatio(shapes: readonly Shape[]): boolean {
  return shapes.length > 1 && shapes.some((shape) => 'place' in shape && shape.place.angle !== 0);
}

export function resized(
  desk: Desk,
  shapes: readonly Shape[],
  { from, to }: { from: Place; to: Place },
): Shape[] {
  const [only, more] = shapes;
  if (only !== undefined && more === undefined && 'place' in only) {
    const fitted = { ...only, place: to };
    return [isInk(fitted) || fitted.kind === 'image' ? fitted : fitWords(fitted, desk.measure)];
  }
  return stretch(shapes, from, to);
}
