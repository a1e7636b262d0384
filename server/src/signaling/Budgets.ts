import type { Clock } from '../ops/Clock.ts';
import { Budget, type BudgetOptions } from './Budget.ts';

/** Keys at once. Beyond that the one that was used longest ago is forgotten: memory stays bounded. */
const MAX_KEYS = 10_000;

/** A budget for each key, as for each network address. */
export class Budgets {
  readonly #options: BudgetOptions;
  readonly #clock: Clock;
  readonly #byKey = new Map<string, Budget>();

  constructor(options: BudgetOptions, clock: Clock) {
    this.#options = options;
    this.#clock = clock;
  }

  take(key: string): boolean {
    const budget = this.#byKey.get(key) ?? new Budget(this.#options, this.#clock);
    this.#byKey.delete(key);
    this.#byKey.set(key, budget);
    this.#forget();
    return budget.take();
  }

  #forget(): void {
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size > MAX_KEYS && oldest !== undefined) this.#byKey.delete(oldest);
  }
}
