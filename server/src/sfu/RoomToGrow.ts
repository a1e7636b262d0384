import type { Cancel, Timers } from '../ops/Timers.ts';

/** Between two looks. */
const LOOK_MS = 5_000;

/** Looks in a row at which somebody got less than they asked for, before the line is tried. */
const SHORT_LOOKS = 2;

/** For the first trial to be over before the second begins. */
const TRIAL_MS = 1_200;

/** With answers that take so long the queue before the line is full already, and a trial would only be late. */
const FULL_MS = 400;

/** A trial sends so much at least, in bits per second, and no more than the pictures want. It lasts 15 ms. */
const LEAST = 200_000;

/** What the line of one peer is given, as far as it matters here. */
export interface Downlink {
  /** Whether a picture comes smaller than it was asked for, or not at all. */
  readonly isShort: boolean;
  /** What the line is believed to carry in bits per second, and how long an answer takes in ms; undefined: not known. */
  read(): Promise<{ available: number | undefined; roundTripMs: number | undefined }>;
  /** Nothing beyond this is sent; 0: no limit. A higher one than before makes the worker try the line. */
  limit(bitrate: number): Promise<void>;
}

/**
 * [T08] Finds out that a line carries more than it did. The worker raises its estimate to one and a half times what it
 * sends and no further, and tries the line by itself only where it sends less than two thirds of that: where the next
 * larger picture takes more, it stays with the smaller one for good.
 */
export class RoomToGrow {
  readonly #timers: Timers;
  readonly #downlink: Downlink;
  #next: Cancel;
  #shortLooks = 0;
  #closed = false;

  constructor(timers: Timers, downlink: Downlink) {
    this.#timers = timers;
    this.#downlink = downlink;
    this.#next = timers.after(LOOK_MS, () => this.#look());
  }

  close(): void {
    this.#closed = true;
    this.#next();
  }

  #look(): void {
    this.#shortLooks = this.#downlink.isShort ? this.#shortLooks + 1 : 0;
    if (this.#shortLooks >= SHORT_LOOKS) {
      this.#shortLooks = 0;
      // Refused where the transport was closed meanwhile.
      this.#try().catch(() => undefined);
    }
    this.#next = this.#timers.after(LOOK_MS, () => this.#look());
  }

  async #try(): Promise<void> {
    const { available, roundTripMs = 0 } = await this.#downlink.read();
    if (available === undefined || roundTripMs >= FULL_MS) return;
    // Never below what is sent now: nobody loses a picture by it.
    await this.#downlink.limit(Math.max(LEAST, 2 * available));
    this.#timers.after(TRIAL_MS, () => {
      if (!this.#closed) this.#downlink.limit(0).catch(() => undefined);
    });
  }
}
