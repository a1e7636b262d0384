import type { Desk } from '../Desk.ts';
import { seen } from '../draw/camera.ts';
import type { Box, Point } from '../geometry/Box.ts';
import { moveBy } from '../geometry/move.ts';
import { snap } from '../geometry/snap.ts';
import { distance } from '../geometry/segments.ts';
import { newId } from '../model/newId.ts';
import { isLine, type Shape } from '../model/Shape.ts';
import { copies } from './copies.ts';
import { newest, type Gesture, type PointerAt } from './Gesture.ts';

/** In CSS pixels: how near an edge must be to pull. */
const SNAP_PX = 6;
/** Looking at more neighbours than this costs frames, and no hand aims so finely. */
const MOST_NEIGHBOURS = 300;
/** A hand that clicks moves a little. */
const SLACK_PX = 3;

/** Moves the selection; with Alt a copy of it. Edges and middles pull, unless Ctrl is held. */
export function startMove(desk: Desk, start: PointerAt): Gesture {
  return new MoveGesture(desk, start);
}

class MoveGesture implements Gesture {
  readonly #desk: Desk;
  readonly #start: PointerAt;
  readonly #shapes: readonly Shape[];
  readonly #copied: boolean;
  readonly #box: Box | undefined;
  #others: readonly Box[] = [];
  #moved: readonly Shape[] | undefined;

  constructor(desk: Desk, start: PointerAt) {
    this.#desk = desk;
    this.#start = start;
    const free = desk.free();
    this.#copied = start.alt;
    this.#shapes = this.#copied
      ? copies(free, { page: desk.pageId, id: newId, after: desk.frontOrder() })
      : free;
    this.#box = desk.scene.boundsOf(free.map(({ id }) => id));
  }

  move(points: readonly PointerAt[]): void {
    const at = newest(points);
    if (at === undefined || this.#shapes.length === 0) return;
    if (this.#moved === undefined) {
      if (distance(at.screen, this.#start.screen) < SLACK_PX) return;
      this.#begin();
    }
    this.#moved = moveBy(this.#shapes, this.#shift(at));
    this.#desk.show(this.#moved);
  }

  end(): void {
    if (this.#moved === undefined) return;
    if (this.#copied) for (const { id } of this.#moved) this.#desk.scene.put(id, undefined);
    this.#desk.commit(this.#moved);
    if (this.#copied) this.#desk.select(this.#moved.map(({ id }) => id));
    this.#desk.say({ kind: 'moved', count: this.#moved.length });
  }

  cancel(): void {
    if (this.#copied) for (const { id } of this.#shapes) this.#desk.scene.put(id, undefined);
    this.#desk.drop();
  }

  #begin(): void {
    const { scene, camera, viewport, selection } = this.#desk;
    if (!this.#copied) this.#desk.lift(this.#shapes.map(({ id }) => id));
    this.#others = scene
      .within(seen(camera, viewport))
      .filter((shape) => !selection.has(shape.id) && !isLine(shape))
      .slice(-MOST_NEIGHBOURS)
      .map((shape) => scene.bounds(shape));
  }

  #shift(at: PointerAt): Point {
    let x = at.board.x - this.#start.board.x;
    let y = at.board.y - this.#start.board.y;
    // Along one axis with Shift.
    if (at.shift && Math.abs(x) < Math.abs(y)) x = 0;
    else if (at.shift) y = 0;
    this.#desk.guides = [];
    if (at.ctrl || this.#box === undefined) return { x, y };
    const moving = { ...this.#box, x: this.#box.x + x, y: this.#box.y + y };
    const snapped = snap(moving, { others: this.#others, reach: SNAP_PX / this.#desk.camera.zoom });
    this.#desk.guides = snapped.guides;
    return { x: x + snapped.dx, y: y + snapped.dy };
  }
}
