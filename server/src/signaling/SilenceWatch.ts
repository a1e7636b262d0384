import type { Cancel, Timers } from '../ops/Timers.ts';

/** Between two looks. */
const LOOK_MS = 1_000;

/**
 * Looks in a row at which nothing had come. Higher leaves a picture standing that nobody sends any more; lower
 * ends what only waits for a lost packet (at the fourth try it is 3 s late) or for a page that is busy.
 */
const SILENT_LOOKS = 7;

/** From this look on the media of a silent connection are asked. A page that is there says something every 2 s. */
const ASKING_LOOKS = 3;

/** What has come from somebody in all, on any way. */
export type Witness = () => Promise<number | undefined>;

/** A connection whose silence counts. */
export interface Watched {
  /** What has come so far, also of a message that is not yet whole. */
  readonly bytesRead: () => number;
  readonly end: () => void;
}

interface Line extends Watched {
  bytes: number;
  /** Looks since something came on the connection itself. */
  silent: number;
  witness: Witness | undefined;
  /** What the witness said last, and the looks since it was more than before. */
  witnessed: number | undefined;
  unwitnessed: number;
  asking: boolean;
}

/**
 * [V-27] Ends connections of which nothing comes any more. Where a line is so full that TCP comes to a stand,
 * media still come through: they are as good a sign of life, and ending the connection would end them too.
 * Looks are counted and not seconds: what lay unread while this process stood still was not silence.
 */
export class SilenceWatch {
  readonly #timers: Timers;
  readonly #lines = new Map<object, Line>();
  #next: Cancel | undefined;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** From now on, until `forget`. */
  follow(key: object, watched: Watched): void {
    this.#lines.set(key, {
      ...watched,
      bytes: watched.bytesRead(),
      silent: 0,
      witness: undefined,
      witnessed: undefined,
      unwitnessed: Number.POSITIVE_INFINITY,
      asking: false,
    });
    this.#next ??= this.#timers.after(LOOK_MS, () => this.#look());
  }

  /** Who can say whether somebody is there whose connection is silent. */
  askBefore(key: object, witness: Witness): void {
    const line = this.#lines.get(key);
    if (line !== undefined) line.witness = witness;
  }

  forget(key: object): void {
    this.#lines.delete(key);
  }

  close(): void {
    this.#lines.clear();
    this.#next?.();
    this.#next = undefined;
  }

  #look(): void {
    for (const [key, line] of this.#lines) {
      const bytes = line.bytesRead();
      if (bytes === line.bytes) line.silent += 1;
      else Object.assign(line, { bytes, silent: 0, witnessed: undefined });
      line.unwitnessed += 1;
      if (Math.min(line.silent, line.unwitnessed) >= SILENT_LOOKS) {
        this.#lines.delete(key);
        line.end();
      } else if (line.silent >= ASKING_LOOKS) {
        void this.#ask(line);
      }
    }
    this.#next = this.#lines.size > 0 ? this.#timers.after(LOOK_MS, () => this.#look()) : undefined;
  }

  async #ask(line: Line): Promise<void> {
    if (line.witness === undefined || line.asking) return;
    line.asking = true;
    try {
      const said = await line.witness();
      const isMore = said !== undefined && line.witnessed !== undefined && said > line.witnessed;
      if (isMore) line.unwitnessed = 0;
      line.witnessed = said;
    } catch {
      // It knows nothing: its room or its media worker is gone.
    } finally {
      line.asking = false;
    }
  }
}
