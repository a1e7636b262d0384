import type { Desk } from './Desk.ts';
import { centreOf, type Box, type Point } from './geometry/Box.ts';
import { moveBy } from './geometry/move.ts';
import { toBoard } from './draw/camera.ts';
import { isBoxKind } from './model/isBoxKind.ts';
import { isLine, isWritable, type Shape } from './model/Shape.ts';
import { newBox, newWords, NOTE_SIDE, usualBox } from './tools/drawBox.ts';
import { newLine } from './tools/drawLine.ts';
import { putNew } from './commands.ts';
import type { ToolName } from './tools/toolNames.ts';

/** From top to bottom, and in a row from left to right: how one reads them. */
export function readingOrder(desk: Desk): Shape[] {
  const rows = [...desk.scene.all()].map((shape) => ({ shape, box: desk.scene.bounds(shape) }));
  // What begins within a line's height is a row.
  const row = (box: Box): number => Math.round(box.y / 40);
  rows.sort(
    (a, b) => row(a.box) - row(b.box) || a.box.x - b.box.x || (a.shape.id < b.shape.id ? -1 : 1),
  );
  return rows.map(({ shape }) => shape);
}

/** Selects the next shape to read, or the one before. False at the end: then the focus moves on. */
export function selectNext(desk: Desk, by: 1 | -1): boolean {
  const order = readingOrder(desk);
  const at = order.findIndex(({ id }) => desk.selection.has(id));
  const next = at === -1 ? (by === 1 ? 0 : order.length - 1) : at + by;
  const shape = order[next];
  if (shape === undefined) return false;
  desk.select([shape.id]);
  desk.reveal(desk.scene.bounds(shape));
  desk.say({ kind: 'selected', shapes: [shape], at: next + 1, of: order.length });
  return true;
}

/** Arrow keys: shows the move at once and writes it when the key is let go. */
export class Nudge {
  #moved: { readonly desk: Desk; shapes: readonly Shape[] } | undefined;

  by(desk: Desk, shift: Point): void {
    if (this.#moved?.desk !== desk) {
      const shapes = desk.free();
      if (shapes.length === 0) return;
      desk.lift(shapes.map(({ id }) => id));
      this.#moved = { desk, shapes };
    }
    this.#moved.shapes = moveBy(this.#moved.shapes, shift);
    desk.show(this.#moved.shapes);
  }

  end(): void {
    const moved = this.#moved;
    if (moved === undefined) return;
    this.#moved = undefined;
    moved.desk.commit(moved.shapes);
    moved.desk.say({ kind: 'moved', count: moved.shapes.length });
  }
}

/**
 * Enter: writes on the selected shape or, with a drawing tool, makes its shape in the middle of the
 * view. An arrow is drawn between two selected shapes. False when there is nothing to do.
 */
export function enter(desk: Desk): boolean {
  if (desk.readonly) return false;
  return desk.tool === 'select' ? writeOnSelected(desk) : makeInMiddle(desk, desk.tool);
}

function writeOnSelected(desk: Desk): boolean {
  const [only, more] = desk.free();
  if (only === undefined || more !== undefined || !isWritable(only)) return false;
  desk.edit({ shape: only, isNew: false });
  return true;
}

function makeInMiddle(desk: Desk, tool: ToolName): boolean {
  const middle = freeSpot(desk);
  if (isBoxKind(tool)) make(desk, newBox(desk, tool, usualBox(middle)));
  else if (tool === 'note' || tool === 'text') {
    const box = {
      x: middle.x - NOTE_SIDE / 2,
      y: middle.y - NOTE_SIDE / 2,
      w: NOTE_SIDE,
      h: NOTE_SIDE,
    };
    desk.edit({ shape: newWords(desk, tool, box), isNew: true });
  } else if (tool === 'line' || tool === 'arrow') {
    const to = { x: middle.x + 80, y: middle.y };
    make(desk, newLine(desk, tool, { from: { x: middle.x - 80, y: middle.y }, to }));
  } else return false;
  return true;
}

function make(desk: Desk, shape: Shape): void {
  putNew(desk, [shape]);
  desk.say({ kind: 'added', shape });
}

/** An arrow from the first to the second of two selected shapes. */
export function connect(desk: Desk): boolean {
  const [from, to, more] = desk.selected();
  if (desk.readonly || from === undefined || to === undefined || more !== undefined) return false;
  if (isLine(from) || isLine(to)) return false;
  const end = (
    shape: Shape,
  ): { x: number; y: number; on: { shape: string; x: number; y: number } } => ({
    ...centreOf(desk.scene.bounds(shape)),
    on: { shape: shape.id, x: 0.5, y: 0.5 },
  });
  make(desk, newLine(desk, 'arrow', { from: end(from), to: end(to) }));
  return true;
}

/** The middle of the view, or beside what was put there before. */
function freeSpot(desk: Desk): Point {
  const { w, h } = desk.viewport;
  let spot = toBoard(desk.camera, { x: w / 2, y: h / 2 });
  const taken = ({ x, y }: Point): boolean =>
    desk.scene.within({ x: x - 1, y: y - 1, w: 2, h: 2 }).length > 0;
  for (let tries = 0; tries < 12 && taken(spot); tries += 1) {
    spot = { x: spot.x + 40, y: spot.y + 40 };
  }
  return spot;
}
