/** Looks, one a second, that are kept: what the line carried of late. */
const KEPT = 30;

/** The newest of them say where the estimate goes, the ones before where it stood. At least so many of those. */
const NEWEST = 5;
const STOOD = 5;

/** An estimate on a line that stays as narrow swings by a third below its highest; one above it by this is another line. */
const ABOVE = 1.25;

/** With more than this share of the estimate in use the browser does not look. */
const IN_USE = 2 / 3;

export interface LineUse {
  /** What the browser believes the line to carry; undefined where it does not say. */
  readonly availableKbps: number | undefined;
  readonly sentKbps: number;
  /** Whether more would be sent if the line carried it. */
  readonly isLimited: boolean;
}

/**
 * [T08] Notices that a line has become wider. The browser raises its estimate by a twelfth a second, so that a picture
 * needs half a minute until it is whole again; where it is made to look, it knows within one.
 */
export class WiderLine {
  #kept: number[] = [];

  /** Once a second: whether the browser should look what the line carries now. */
  look({ availableKbps, sentKbps, isLimited }: LineUse): boolean {
    if (availableKbps === undefined || !isLimited) {
      this.#kept = [];
      return false;
    }
    this.#kept = [...this.#kept, availableKbps].slice(-KEPT);
    const stood = this.#kept.slice(0, -NEWEST);
    if (stood.length < STOOD || availableKbps < ABOVE * Math.max(...stood)) return false;
    if (sentKbps >= IN_USE * availableKbps) return false;
    this.#kept = [];
    return true;
  }
}
