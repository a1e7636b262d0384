import type { Countdowns } from './Countdowns.ts';

/** How long the server has to serve what somebody told of. */
export const WITHHELD_MS = 10_000;

export interface TipOptions {
  readonly later: Pick<Countdowns<'withheld'>, 'start' | 'stop'>;
  /** Whether what was told of did not come. */
  readonly withheld: (isWithheld: boolean) => void;
}

/** The last position of which anybody told, and whether the log gets there in time. */
export class Tip {
  readonly #options: TipOptions;
  #position = 0;
  /** What the time runs for. What is told of meanwhile has its own, or a log that always grows would look withheld. */
  #awaited = 0;

  constructor(options: TipOptions) {
    this.#options = options;
  }

  rise(position: number): void {
    this.#position = Math.max(this.#position, position);
  }

  isReachedBy(position: number): boolean {
    return position >= this.#position;
  }

  watch(position: number): void {
    const { later, withheld } = this.#options;
    // Its time runs, or is over.
    if (position < this.#awaited) return;
    later.stop('withheld');
    withheld(false);
    if (this.isReachedBy(position)) return;
    this.#awaited = this.#position;
    later.start('withheld', WITHHELD_MS, () => withheld(true));
  }
}
