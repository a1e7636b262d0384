import type { Countdowns } from './Countdowns.ts';

/** How long the server has to serve what somebody told of. */
export const WITHHELD_MS = 10_000;

export interface TipOptions {
  readonly later: Pick<Countdowns<'withheld'>, 'start' | 'stop' | 'runs'>;
  /** Whether what was told of did not come. */
  readonly withheld: (isWithheld: boolean) => void;
}

/** The last position of which anybody told, and whether the log gets there in time. */
export class Tip {
  readonly #options: TipOptions;
  #position = 0;

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
    if (this.isReachedBy(position)) {
      later.stop('withheld');
      withheld(false);
    } else if (!later.runs('withheld')) {
      later.start('withheld', WITHHELD_MS, () => withheld(true));
    }
  }
}
