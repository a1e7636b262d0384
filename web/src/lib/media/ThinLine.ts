/** Sound alone takes 75 kbit/s with everything around it. A line that carries less than this has no room for more. */
const THIN_KBPS = 100;

/** With so much the smallest picture is well, and larger ones may be tried. */
const ENOUGH_KBPS = 150;

/** A round trip of so long, and twice the shortest there was, means that a queue before the line is full. */
const FULL_MS = 400;

/**
 * So long pictures wait before they are tried again. Without them nobody can tell what the line carries: the
 * browser looks when they begin. Lower costs the sound of lines that stay thin half a second each time.
 */
const REST_MS = 10_000;

/** After so long they are tried even where answers stay slow: the line may be a long one now. */
const LONG_REST_MS = 60_000;

/**
 * So long the browser needs to find out what the line carries now. If that is too little still, pictures rest again,
 * also where they have not filled the queue yet: while they run, the estimate only creeps up.
 */
const TRIAL_MS = 4_000;

/** Where the queue is full again before, it is known already. Readings of the moment before the trial are older. */
const SHORT_TRIAL_MS = 2_000;

export interface LineReading {
  /** What the browser believes the line to carry, and the time to the server and back; undefined where it does not say. */
  readonly availableKbps: number | undefined;
  readonly roundTripMs: number | undefined;
  readonly sendsPictures: boolean;
  readonly now: number;
}

/**
 * [T08] Pictures give way before sound does. Browsers never stop sending the smallest picture by themselves: on a line
 * of 100 kbit/s it fills the queue, with what is sent again of it, until the sound is late by seconds.
 */
export class ThinLine {
  #yields = false;
  /** Pictures run again, and it is not known yet whether there is room for them. */
  #isTrial = false;
  #changedAt = Number.NEGATIVE_INFINITY;
  #shortestMs = Number.POSITIVE_INFINITY;

  /** Whether pictures are to rest. */
  get yields(): boolean {
    return this.#yields;
  }

  /** Whether the smallest picture is all that is to be sent: what looks for more would fill the queue of a thin line. */
  get isCareful(): boolean {
    return this.#yields || this.#isTrial;
  }

  /** Once a second. */
  look({ availableKbps, roundTripMs, sendsPictures, now }: LineReading): void {
    if (availableKbps === undefined || roundTripMs === undefined) {
      if (this.#yields) this.#rest(true, now);
      return;
    }
    this.#shortestMs = Math.min(this.#shortestMs, roundTripMs);
    const isFull = roundTripMs >= Math.max(FULL_MS, 2 * this.#shortestMs);
    if (this.#yields) this.#rest(isFull, now);
    else if (sendsPictures) this.#send(availableKbps, isFull, now);
  }

  #rest(isFull: boolean, now: number): void {
    if (now - this.#changedAt >= (isFull ? LONG_REST_MS : REST_MS)) this.#change(false, now);
  }

  #send(availableKbps: number, isFull: boolean, now: number): void {
    if (availableKbps >= ENOUGH_KBPS) this.#isTrial = false;
    if (now - this.#changedAt < (isFull ? SHORT_TRIAL_MS : TRIAL_MS)) return;
    if (availableKbps < THIN_KBPS && (isFull || this.#isTrial)) this.#change(true, now);
  }

  #change(yields: boolean, now: number): void {
    this.#yields = yields;
    this.#isTrial = !yields;
    this.#changedAt = now;
  }
}
