import type { Point } from '../geometry/Box.ts';
import type { Desk } from '../Desk.ts';

/** Where a pointer is, with everything that a tool asks of it. */
export interface PointerAt {
  readonly board: Point;
  /** In CSS pixels from the top left corner of the board. */
  readonly screen: Point;
  readonly pressure: number;
  /** Whether the pressure is one: a pen, not a mouse or a finger. */
  readonly pressed: boolean;
  readonly finger: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

/** What goes on between pressing and letting go. Nothing is written before `end`. */
export interface Gesture {
  /** All places since the last call, oldest first; never empty. */
  move(points: readonly PointerAt[]): void;
  end(): void;
  cancel(): void;
}

export type StartGesture = (desk: Desk, at: PointerAt) => Gesture | undefined;

/** The newest of some places. */
export function newest(points: readonly PointerAt[]): PointerAt | undefined {
  return points.at(-1);
}
