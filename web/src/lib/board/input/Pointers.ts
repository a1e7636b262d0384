import type { Desk } from '../Desk.ts';
import { toBoard, zoomAt, type Camera } from '../draw/camera.ts';
import type { Point } from '../geometry/Box.ts';
import { between, distance } from '../geometry/segments.ts';
import type { Gesture, PointerAt } from '../tools/Gesture.ts';
import { startHand } from '../tools/hand.ts';
import { startGesture } from '../tools/startGesture.ts';

/** A second finger that comes so soon after the first means to zoom, not to draw. */
const SECOND_FINGER_PX = 24;
/** How fast a wheel zooms. */
const WHEEL = 0.0022;
const MOST_WHEEL = 60;

interface Pinch {
  readonly camera: Camera;
  readonly middle: Point;
  readonly spread: number;
}

export interface PointersOptions {
  readonly desk: Desk;
  readonly element: HTMLElement;
  /** Space is held. */
  readonly isPanning: () => boolean;
  readonly onPointer: () => void;
}

/**
 * Mouse, pen and fingers on the canvas. One finger draws until a pen was seen: from then on the pen
 * draws and fingers move the paper. Two fingers always move and zoom.
 */
export class Pointers {
  readonly #options: PointersOptions;
  readonly #abort = new AbortController();
  readonly #fingers = new Map<number, Point>();
  #active:
    | { readonly pointerId: number; readonly gesture: Gesture | undefined; readonly from: Point }
    | undefined;
  #pinch: Pinch | undefined;
  #penSeen = false;

  constructor(options: PointersOptions) {
    this.#options = options;
    const { element } = options;
    const { signal } = this.#abort;
    element.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    element.addEventListener('pointermove', (event) => this.#move(event), { signal });
    element.addEventListener('pointerup', (event) => this.#up(event), { signal });
    element.addEventListener('pointercancel', (event) => this.#cancelled(event), { signal });
    element.addEventListener('pointerleave', () => this.#left(), { signal });
    element.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
  }

  /** Whether something is being drawn or moved. */
  get busy(): boolean {
    return this.#active !== undefined;
  }

  /** Esc: as if it had never begun. True when there was something. */
  cancel(): boolean {
    const active = this.#active;
    this.#active = undefined;
    active?.gesture?.cancel();
    return active !== undefined;
  }

  close(): void {
    this.cancel();
    this.#abort.abort();
  }

  at(event: MouseEvent): PointerAt {
    const { desk, element } = this.#options;
    const { left, top } = element.getBoundingClientRect();
    const screen = { x: event.clientX - left, y: event.clientY - top };
    const pen = event instanceof PointerEvent && event.pointerType === 'pen';
    return {
      screen,
      board: toBoard(desk.camera, screen),
      pressure: pen ? event.pressure : 0.5,
      pressed: pen && event.pressure > 0,
      finger: event instanceof PointerEvent && event.pointerType === 'touch',
      shift: event.shiftKey,
      alt: event.altKey,
      ctrl: event.ctrlKey || event.metaKey,
    };
  }

  #down(event: PointerEvent): void {
    if (event.pointerType === 'pen') this.#penSeen = true;
    if (event.pointerType === 'touch') {
      this.#fingers.set(event.pointerId, this.at(event).screen);
      if (this.#fingers.size === 2) {
        this.#startPinch();
        return;
      }
    }
    if (this.#active !== undefined || event.button > 1 || this.#pinch !== undefined) return;
    this.#press(event);
  }

  #press(event: PointerEvent): void {
    const { desk, element, isPanning } = this.#options;
    element.setPointerCapture(event.pointerId);
    const at = this.at(event);
    const pans = isPanning() || event.button === 1 || (this.#penSeen && at.finger);
    const gesture = pans ? startHand(desk, at) : startGesture(desk, at);
    this.#active = { pointerId: event.pointerId, gesture, from: at.screen };
  }

  #move(event: PointerEvent): void {
    const { desk, onPointer } = this.#options;
    const at = this.at(event);
    if (this.#fingers.has(event.pointerId)) this.#fingers.set(event.pointerId, at.screen);
    if (this.#pinch !== undefined) {
      this.#movePinch(this.#pinch);
      return;
    }
    desk.pointer = at.board;
    if (this.#active?.pointerId === event.pointerId) {
      // Between two frames a pen reports several places; without them fast curves get corners.
      const all = event.getCoalescedEvents();
      this.#active.gesture?.move(all.length > 0 ? all.map((each) => this.at(each)) : [at]);
    }
    onPointer();
  }

  #up(event: PointerEvent): void {
    this.#forget(event);
    const active = this.#active;
    if (active?.pointerId !== event.pointerId) return;
    this.#active = undefined;
    active.gesture?.end();
    this.#options.onPointer();
  }

  #cancelled(event: PointerEvent): void {
    this.#forget(event);
    if (this.#active?.pointerId === event.pointerId) this.cancel();
  }

  #left(): void {
    if (this.#active !== undefined) return;
    this.#options.desk.pointer = undefined;
    this.#options.onPointer();
  }

  #forget({ pointerId }: PointerEvent): void {
    this.#fingers.delete(pointerId);
    if (this.#fingers.size < 2) this.#pinch = undefined;
  }

  #startPinch(): void {
    const active = this.#active;
    this.#active = undefined;
    if (active !== undefined) {
      const now = this.#fingers.get(active.pointerId);
      // What one finger has drawn already is kept.
      if (now !== undefined && distance(now, active.from) > SECOND_FINGER_PX) active.gesture?.end();
      else active.gesture?.cancel();
    }
    const [a, b] = this.#fingers.values();
    if (a === undefined || b === undefined) return;
    const { camera } = this.#options.desk;
    this.#pinch = { camera, middle: between(a, b, 0.5), spread: Math.max(1, distance(a, b)) };
  }

  #movePinch({ camera, middle, spread }: Pinch): void {
    const [a, b] = this.#fingers.values();
    if (a === undefined || b === undefined) return;
    const now = between(a, b, 0.5);
    const moved = {
      ...camera,
      x: camera.x - (now.x - middle.x) / camera.zoom,
      y: camera.y - (now.y - middle.y) / camera.zoom,
    };
    this.#options.desk.setCamera(zoomAt(moved, now, (camera.zoom * distance(a, b)) / spread));
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const { desk } = this.#options;
    const { camera } = desk;
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      const by = Math.max(-MOST_WHEEL, Math.min(MOST_WHEEL, event.deltaY * lines));
      // A pinch on a touch pad comes as small steps, a wheel as large ones.
      const speed = Math.abs(by) < 20 ? WHEEL * 4 : WHEEL;
      desk.setCamera(zoomAt(camera, this.at(event).screen, camera.zoom * Math.exp(-by * speed)));
      return;
    }
    const [dx, dy] =
      event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    desk.setCamera({
      ...camera,
      x: camera.x + (dx * lines) / camera.zoom,
      y: camera.y + (dy * lines) / camera.zoom,
    });
  }
}
