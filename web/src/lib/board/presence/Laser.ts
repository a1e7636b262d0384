import type { Point } from '../geometry/Box.ts';

/** How long the trail of a laser pointer is seen. */
const FADES_MS = 1200;

interface Spot extends Point {
  readonly at: number;
}

/** The trail of a laser pointer, which vanishes by itself. */
export class Laser {
  readonly #now: () => number;
  #spots: readonly Spot[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  add({ x, y }: Point): void {
    this.#spots = [...this.trail(), { x, y, at: this.#now() }];
  }

  /** What is still seen, oldest first. */
  trail(): readonly Spot[] {
    const now = this.#now();
    return this.#spots.filter(({ at }) => now - at < FADES_MS);
  }

  /** 1 for a fresh spot, 0 for one that is gone. */
  strength({ at }: Spot): number {
    return Math.max(0, 1 - (this.#now() - at) / FADES_MS);
  }
}
