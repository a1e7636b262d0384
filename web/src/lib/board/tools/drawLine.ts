import type { Point } from '../geometry/Box.ts';
import { outlineOf } from '../geometry/outline.ts';
import { shareAt } from '../geometry/place.ts';
import { distance, isInPolygon } from '../geometry/segments.ts';
import { newId } from '../model/newId.ts';
import { isInk, isLine, type End, type LineShape } from '../model/Shape.ts';
import type { Desk } from '../Desk.ts';
import { CLICK_PX } from './drawBox.ts';
import { newest, type PointerAt, type StartGesture } from './Gesture.ts';

/** Ends are turned to these angles with Shift: 15 degrees. */
const TURN = Math.PI / 12;
/** Near the middle of a shape an arrow aims at the middle. */
const MIDDLE = 0.18;

export function newLine(
  desk: Desk,
  kind: LineShape['kind'],
  ends: Pick<LineShape, 'from' | 'to'>,
): LineShape {
  return {
    id: newId(),
    kind,
    page: desk.pageId,
    order: desk.frontOrder(),
    locked: false,
    look: { ...desk.look, fill: 'none' },
    ...ends,
  };
}

/** An end at some place: on the shape there, if it is one that arrows stick to. With Ctrl, on none. */
export function endAt(desk: Desk, { board, ctrl }: Pick<PointerAt, 'board' | 'ctrl'>): End {
  const point = { x: board.x, y: board.y };
  if (ctrl) return point;
  const target = desk.scene
    .within({ ...point, w: 0, h: 0 })
    .reverse()
    .find((shape) => !isLine(shape) && !isInk(shape) && isInPolygon(point, outlineOf(shape)));
  if (target === undefined || isLine(target)) return point;
  const share = shareAt(target.place, point);
  const middle = Math.hypot(share.x - 0.5, share.y - 0.5) < MIDDLE;
  return { ...point, on: { shape: target.id, ...(middle ? { x: 0.5, y: 0.5 } : share) } };
}

export function straightened(from: Point, at: PointerAt): PointerAt {
  if (!at.shift) return at;
  const angle = Math.round(Math.atan2(at.board.y - from.y, at.board.x - from.x) / TURN) * TURN;
  const length = distance(from, at.board);
  const board = { x: from.x + Math.cos(angle) * length, y: from.y + Math.sin(angle) * length };
  return { ...at, board };
}

/** Lines and arrows. Arrows stick to the shapes that they begin and end on; lines do not. */
export const startLine =
  (kind: LineShape['kind']): StartGesture =>
  (desk, start) => {
    const end = (at: PointerAt): End =>
      endAt(desk, { board: at.board, ctrl: at.ctrl || kind === 'line' });
    const fresh = newLine(desk, kind, { from: end(start), to: start.board });
    let shape = fresh;
    return {
      move(points) {
        const at = newest(points);
        if (at === undefined) return;
        shape = { ...fresh, to: end(straightened(start.board, at)) };
        desk.draft = { kind: 'shape', shape };
        desk.repaint();
      },
      end() {
        if (distance(start.board, shape.to) * desk.camera.zoom < CLICK_PX) {
          desk.drop();
          return;
        }
        desk.commit([shape]);
        desk.say({ kind: 'added', shape });
        if (desk.toolStays) return;
        desk.setTool('select');
        desk.select([shape.id]);
      },
      cancel: () => desk.drop(),
    };
  };
