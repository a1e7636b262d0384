import type { Desk } from '../Desk.ts';
import { between } from '../geometry/segments.ts';
import type { Gesture, PointerAt, StartGesture } from './Gesture.ts';

/** In CSS pixels around the pointer. */
const REACH = 8;
/** Between two places of a fast pointer, this often is looked again. */
const STEPS = 6;

/** Takes away every shape that it touches, all at once when it is lifted. */
export const startErase: StartGesture = (desk, start) => new EraseGesture(desk, start);

class EraseGesture implements Gesture {
  readonly #desk: Desk;
  readonly #touched = new Set<string>();
  #last: PointerAt;

  constructor(desk: Desk, start: PointerAt) {
    this.#desk = desk;
    this.#last = start;
    this.move([start]);
  }

  move(points: readonly PointerAt[]): void {
    for (const at of points) {
      for (let step = 1; step <= STEPS; step += 1) {
        this.#touch(between(this.#last.board, at.board, step / STEPS));
      }
      this.#last = at;
    }
    this.#desk.erasing = new Set(this.#touched);
    this.#desk.repaint();
  }

  end(): void {
    const ids = [...this.#touched];
    this.#desk.commit([], ids);
    if (ids.length > 0) this.#desk.say({ kind: 'erased', count: ids.length });
  }

  cancel(): void {
    this.#desk.drop();
  }

  #touch(point: PointerAt['board']): void {
    const reach = REACH / this.#desk.camera.zoom;
    const hit = this.#desk.scene.at(
      point,
      reach,
      ({ id, locked }) => !locked && !this.#touched.has(id),
    );
    if (hit === undefined) return;
    this.#touched.add(hit.id);
    this.#desk.lift(this.#touched);
  }
}
