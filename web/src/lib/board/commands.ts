import type { Desk } from './Desk.ts';
import { alignShift, distributeShifts, type Alignment } from './geometry/arrange.ts';
import { centreOf, type Point } from './geometry/Box.ts';
import { moveBy, turnAbout } from './geometry/move.ts';
import { newId } from './model/newId.ts';
import { orderBetween, ordersBetween } from './model/orderKey.ts';
import { byOrder } from './model/readPages.ts';
import { isLine, type Look, type Shape } from './model/Shape.ts';
import { copies } from './tools/copies.ts';
import { resized } from './tools/dragResize.ts';
import { fitWords } from './tools/fitWords.ts';
import { selectionFrame } from './tools/selectionFrame.ts';

/** What is done to the selection at once, from menus and keys. Each is one step of undo. */

const STEP_OF_COPY = 16;

export function deleteSelection(desk: Desk): void {
  const ids = desk.free().map(({ id }) => id);
  if (ids.length === 0) return;
  desk.commit([], ids);
  desk.say({ kind: 'deleted', count: ids.length });
}

export function duplicate(desk: Desk): void {
  const shapes = desk.selected();
  if (shapes.length === 0 || desk.readonly) return;
  const fresh = copies(shapes, { page: desk.pageId, id: newId, after: desk.frontOrder() });
  putNew(desk, moveBy(fresh, { x: STEP_OF_COPY, y: STEP_OF_COPY }));
  desk.say({ kind: 'duplicated', count: fresh.length });
}

/** Adds shapes and selects them. */
export function putNew(desk: Desk, shapes: readonly Shape[]): void {
  desk.commit(shapes);
  desk.setTool('select');
  desk.select(shapes.map(({ id }) => id));
}

export function selectAll(desk: Desk): void {
  desk.setTool('select');
  desk.select([...desk.scene.all()].filter(({ locked }) => !locked).map(({ id }) => id));
  desk.say({ kind: 'selected', shapes: desk.selected() });
}

export function align(desk: Desk, alignment: Alignment): void {
  const shapes = desk.free();
  const all = desk.scene.boundsOf(shapes.map(({ id }) => id));
  if (all === undefined || shapes.length < 2) return;
  change(
    desk,
    shapes.flatMap((shape) =>
      moveBy([shape], alignShift(desk.scene.bounds(shape), all, alignment)),
    ),
  );
}

export function distribute(desk: Desk, axis: 'x' | 'y'): void {
  const shapes = desk.free();
  const shifts = distributeShifts(
    shapes.map((shape) => desk.scene.bounds(shape)),
    axis,
  );
  change(
    desk,
    shapes.flatMap((shape, at) => moveBy([shape], shifts[at] ?? { x: 0, y: 0 })),
  );
}

export function toFront(desk: Desk): void {
  const shapes = desk.free().sort(byOrder);
  const orders = ordersBetween(desk.frontOrder(), undefined, shapes.length);
  change(
    desk,
    shapes.map((shape, at) => ({ ...shape, order: orders[at] ?? shape.order })),
  );
}

export function toBack(desk: Desk): void {
  const shapes = desk.free().sort(byOrder);
  const [first] = desk.scene.sorted();
  if (first === undefined || shapes.length === 0) return;
  const orders: string[] = [];
  let high = first.order;
  while (orders.length < shapes.length) {
    high = orderBetween(undefined, high);
    orders.unshift(high);
  }
  change(
    desk,
    shapes.map((shape, at) => ({ ...shape, order: orders[at] ?? shape.order })),
  );
}

/** Locks the selection, or unlocks it when all of it is locked. */
export function toggleLock(desk: Desk): void {
  const shapes = desk.selected();
  if (desk.readonly || shapes.length === 0) return;
  const locked = !shapes.every((shape) => shape.locked);
  desk.commit(shapes.map((shape) => ({ ...shape, locked })));
  desk.say({ kind: locked ? 'locked' : 'unlocked', count: shapes.length });
}

export function turnSelection(desk: Desk, angle: number): void {
  const frame = selectionFrame(desk);
  if (frame === undefined) return;
  desk.commit(turnAbout(desk.free(), centreOf(frame), angle));
  desk.say({ kind: 'turned', count: desk.free().length });
}

/** Makes the selection wider or higher about its top left corner, for the keyboard. */
export function growSelection(desk: Desk, { x, y }: Point): void {
  const frame = selectionFrame(desk);
  const shapes = desk.free();
  if (frame === undefined || shapes.length === 0) return;
  const to = { ...frame, w: Math.max(4, frame.w + x), h: Math.max(4, frame.h + y) };
  desk.commit(resized(desk, shapes, { from: frame, to }));
  desk.say({ kind: 'resized', count: shapes.length });
}

/** Changes how the selection looks, and what is drawn next. */
export function applyLook(desk: Desk, look: Partial<Look>): void {
  desk.setLook(look);
  const shapes = desk.free();
  if (shapes.length === 0) return;
  desk.commit(
    shapes.map((shape) => {
      const changed = { ...shape, look: { ...shape.look, ...look } };
      if (look.size === undefined || isLine(changed) || !('text' in changed)) return changed;
      return changed.kind === 'image' ? changed : fitWords(changed, desk.measure);
    }),
  );
}

export function undo(desk: Desk): void {
  if (desk.readonly) return;
  desk.drop();
  desk.say({ kind: desk.model.undo() ? 'undone' : 'nothingToUndo' });
  desk.tell();
}

export function redo(desk: Desk): void {
  if (desk.readonly) return;
  desk.drop();
  desk.say({ kind: desk.model.redo() ? 'redone' : 'nothingToRedo' });
  desk.tell();
}

function change(desk: Desk, shapes: readonly Shape[]): void {
  if (shapes.length === 0) return;
  desk.commit(shapes);
  desk.say({ kind: 'changed', count: shapes.length });
}
