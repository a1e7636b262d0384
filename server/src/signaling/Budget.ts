import type { Clock } from '../ops/Clock.ts';

export interface BudgetOptions {
  /** So many at once. */
  readonly size: number;
  /** So many more with every second. */
  readonly perSecond: number;
}

/** A bucket of permissions that fills again with time. */
export class Budget {
  readonly #options: BudgetOptions;
  readonly #clock: Clock;
  #left: number;
  #at: number;

  constructor(options: BudgetOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
    this.#left = options.size;
    this.#at = clock.now();
  }

  /** Takes one, or so many; false when there are not enough. */
  take(amount = 1): boolean {
    this.#refill();
    if (this.#left < amount) return false;
    this.#left -= amount;
    return true;
  }

  get isFull(): boolean {
    this.#refill();
    return this.#left >= this.#options.size;
  }

  #refill(): void {
    const now = this.#clock.now();
    const more = (Math.max(0, now - this.#at) / 1000) * this.#options.perSecond;
    this.#left = Math.min(this.#options.size, this.#left + more);
    this.#at = now;
  }
}
