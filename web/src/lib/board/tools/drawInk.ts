import { boxAround } from '../geometry/Box.ts';
import { distance } from '../geometry/segments.ts';
import { MAX_POINTS } from '../model/limits.ts';
import { newId } from '../model/newId.ts';
import type { InkShape, Look } from '../model/Shape.ts';
import { encodePoints, type StrokePoint } from '../model/strokePoints.ts';
import type { Desk } from '../Desk.ts';
import type { Gesture, PointerAt, StartGesture } from './Gesture.ts';

/** Points nearer than this on the screen add bytes and no shape. */
const STEP_PX = 1.2;

/** Pen and highlighter: the stroke is one shape, written when the pen is lifted. */
export const startInk =
  (kind: InkShape['kind']): StartGesture =>
  (desk, at) =>
    new InkGesture(desk, kind, at);

class InkGesture implements Gesture {
  readonly #desk: Desk;
  readonly #kind: InkShape['kind'];
  readonly #pressed: boolean;
  #points: StrokePoint[] = [];

  constructor(desk: Desk, kind: InkShape['kind'], at: PointerAt) {
    this.#desk = desk;
    this.#kind = kind;
    this.#pressed = at.pressed;
    this.move([at]);
  }

  move(points: readonly PointerAt[]): void {
    for (const at of points) this.#add(at);
    this.#desk.draft = {
      kind: this.#kind,
      look: this.#desk.look,
      points: this.#points,
      pressed: this.#pressed,
    };
    this.#desk.repaint();
  }

  end(): void {
    this.#finish();
  }

  cancel(): void {
    this.#desk.drop();
  }

  #add({ board, pressure, shift }: PointerAt): void {
    const last = this.#points.at(-1);
    if (shift && last !== undefined) {
      // A straight line from where it began.
      this.#points = [...this.#points.slice(0, 1), { ...board, pressure }];
      return;
    }
    if (last !== undefined && distance(last, board) * this.#desk.camera.zoom < STEP_PX) return;
    this.#points.push({ ...board, pressure });
    if (this.#points.length < MAX_POINTS) return;
    this.#finish();
    this.#points = [{ ...board, pressure }];
  }

  #finish(): void {
    const shape = inkShape(this.#points, {
      kind: this.#kind,
      look: this.#desk.look,
      pressed: this.#pressed,
      page: this.#desk.pageId,
      order: this.#desk.frontOrder(),
    });
    if (shape !== undefined) this.#desk.commit([shape]);
  }
}

interface Ink {
  readonly kind: InkShape['kind'];
  readonly look: Look;
  readonly pressed: boolean;
  readonly page: string;
  readonly order: string;
}

/** A finished stroke through some points of the board; nothing for no points. */
export function inkShape(points: readonly StrokePoint[], ink: Ink): InkShape | undefined {
  const box = boxAround(points);
  if (box === undefined) return undefined;
  const local = points.map(({ x, y, pressure }) => ({ x: x - box.x, y: y - box.y, pressure }));
  const { kind, look, pressed, page, order } = ink;
  return {
    id: newId(),
    kind,
    page,
    order,
    look: { ...look, fill: 'none', dash: 'solid' },
    locked: false,
    place: { ...box, angle: 0 },
    natural: { w: box.w, h: box.h },
    points: encodePoints(local, pressed),
  };
}
