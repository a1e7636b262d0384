import { type Box, boxBetween, type Point } from '../geometry/Box.ts';
import { newId } from '../model/newId.ts';
import type { BoxShape, TextShape } from '../model/Shape.ts';
import type { Desk } from '../Desk.ts';
import { newest, type Gesture, type PointerAt, type StartGesture } from './Gesture.ts';

/** What a click without pulling makes, and the keyboard. */
const USUAL = { w: 180, h: 110 };
export const NOTE_SIDE = 180;
/** Less than this on the screen is a click. */
export const CLICK_PX = 5;

export function newBox(desk: Desk, kind: BoxShape['kind'], box: Box): BoxShape {
  return {
    id: newId(),
    kind,
    page: desk.pageId,
    order: desk.frontOrder(),
    locked: false,
    look: desk.look,
    place: { ...box, angle: 0 },
    text: '',
  };
}

export function newWords(desk: Desk, kind: TextShape['kind'], box: Box): TextShape {
  const { look } = desk;
  // Notes are yellow until somebody chooses a colour.
  const color = kind === 'note' && look.color === 'ink' ? 'yellow' : look.color;
  const size = kind === 'note' && look.size === 'm' ? 's' : look.size;
  return {
    id: newId(),
    kind,
    page: desk.pageId,
    order: desk.frontOrder(),
    locked: false,
    look: { ...look, color, size, fill: 'none', dash: 'solid' },
    place: { ...box, angle: 0 },
    text: '',
  };
}

export function usualBox({ x, y }: Point): Box {
  return { x: x - USUAL.w / 2, y: y - USUAL.h / 2, ...USUAL };
}

/** Rectangle, ellipse and diamond: from corner to corner, a square with Shift, from the middle with Alt. */
export const startBox =
  (kind: BoxShape['kind']): StartGesture =>
  (desk, start) => {
    let shape: BoxShape | undefined;
    const fresh = newBox(desk, kind, { ...start.board, w: 0, h: 0 });
    return {
      move(points) {
        const at = newest(points);
        if (at === undefined) return;
        shape = { ...fresh, place: { ...boxTo(start.board, at), angle: 0 } };
        desk.draft = { kind: 'shape', shape };
        desk.repaint();
      },
      end() {
        const { zoom } = desk.camera;
        const click =
          shape === undefined || Math.max(shape.place.w, shape.place.h) * zoom < CLICK_PX;
        finish(desk, click ? { ...fresh, place: { ...usualBox(start.board), angle: 0 } } : shape);
      },
      cancel: () => desk.drop(),
    };
  };

function finish(desk: Desk, shape: BoxShape | undefined): void {
  if (shape === undefined) return;
  desk.commit([shape]);
  desk.say({ kind: 'added', shape });
  if (desk.toolStays) return;
  desk.setTool('select');
  desk.select([shape.id]);
}

function boxTo(from: Point, { board, shift, alt }: PointerAt): Box {
  let dx = board.x - from.x;
  let dy = board.y - from.y;
  if (shift) {
    const side = Math.max(Math.abs(dx), Math.abs(dy));
    dx = Math.sign(dx || 1) * side;
    dy = Math.sign(dy || 1) * side;
  }
  const to = { x: from.x + dx, y: from.y + dy };
  return boxBetween(alt ? { x: from.x - dx, y: from.y - dy } : from, to);
}

/** Texts and notes: where one clicks, and one writes at once. */
export const startWords =
  (kind: TextShape['kind']): StartGesture =>
  (desk, { board }): Gesture => ({
    move: () => undefined,
    end() {
      const box =
        kind === 'note'
          ? { x: board.x - NOTE_SIDE / 2, y: board.y - NOTE_SIDE / 2, w: NOTE_SIDE, h: NOTE_SIDE }
          : { x: board.x, y: board.y - 14, w: 12, h: 28 };
      desk.edit({ shape: newWords(desk, kind, box), isNew: true });
    },
    cancel: () => undefined,
  });
