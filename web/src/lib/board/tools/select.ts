import type { Desk } from '../Desk.ts';
import { boxBetween, isWithin, type Point, touches } from '../geometry/Box.ts';
import type { Shape } from '../model/Shape.ts';
import { isLine } from '../model/Shape.ts';
import { isInPolygon } from '../geometry/segments.ts';
import { cornersOf } from '../geometry/place.ts';
import { startEnd } from './dragEnd.ts';
import { startMove } from './dragMove.ts';
import { startResize } from './dragResize.ts';
import { startTurn } from './dragTurn.ts';
import { newest, type Gesture, type PointerAt, type StartGesture } from './Gesture.ts';
import { gripAt, selectionFrame, type Grip } from './selectionFrame.ts';

/** In CSS pixels around the pointer. */
const REACH = 6;
const FINGER_REACH = 14;

export function shapeAt(
  desk: Desk,
  { board, finger }: Pick<PointerAt, 'board' | 'finger'>,
): Shape | undefined {
  return desk.scene.at(board, (finger ? FINGER_REACH : REACH) / desk.camera.zoom);
}

/** Takes hold of a grip, a shape, the selection, or pulls a box around shapes. */
export const startSelect: StartGesture = (desk, start) => {
  const grip = gripAt(desk, start.screen, start.finger);
  if (grip !== undefined) return startGrip(desk, start, grip);
  const hit = shapeAt(desk, start);
  if (hit === undefined) {
    return isOnSelection(desk, start.board) && !start.shift
      ? startMove(desk, start)
      : startMarquee(desk, start);
  }
  if (start.shift) {
    toggle(desk, hit.id);
    return undefined;
  }
  if (!desk.selection.has(hit.id)) {
    desk.select([hit.id]);
    desk.say({ kind: 'selected', shapes: [hit] });
  }
  return startMove(desk, start);
};

function startGrip(desk: Desk, start: PointerAt, grip: Grip): Gesture | undefined {
  switch (grip.kind) {
    case 'resize':
      return startResize(desk, start, grip.handle);
    case 'turn':
      return startTurn(desk, start);
    case 'end':
      return startEnd(desk, grip.which);
  }
}

function toggle(desk: Desk, id: string): void {
  const ids = new Set(desk.selection);
  if (!ids.delete(id)) ids.add(id);
  desk.select(ids);
  desk.say({ kind: 'selected', shapes: desk.selected() });
}

/** An empty rectangle that is selected can be taken anywhere inside. */
function isOnSelection(desk: Desk, point: Point): boolean {
  const frame = selectionFrame(desk);
  if (frame === undefined || desk.selected().every(isLine)) return false;
  return isInPolygon(point, cornersOf(frame));
}

/** The box that is pulled selects what is inside it; of lines and strokes a part is not enough. */
function startMarquee(desk: Desk, start: PointerAt): Gesture {
  const kept = start.shift ? desk.selection : new Set<string>();
  desk.select(kept);
  return {
    move(points) {
      const at = newest(points);
      if (at === undefined) return;
      const box = boxBetween(start.board, at.board);
      desk.marquee = box;
      const inside = desk.scene
        .within(box)
        .filter((shape) => {
          const bounds = desk.scene.bounds(shape);
          // With Alt, touching is enough.
          return at.alt ? touches(box, bounds) : isWithin(box, bounds);
        })
        .map(({ id }) => id);
      desk.select([...kept, ...inside]);
    },
    end() {
      desk.drop();
      if (desk.selection.size > 0) desk.say({ kind: 'selected', shapes: desk.selected() });
    },
    cancel: () => desk.drop(),
  };
}
