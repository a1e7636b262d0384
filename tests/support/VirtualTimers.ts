import type { Timers } from '../../web/src/lib/e2ee/session/Timers.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Time that stands still until a test moves it. */
export class VirtualTimers implements Timers {
  #now = 1_790_000_000_000;
  #order = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, order: this.#order++, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** When the next timer is due, in ms from now. */
  get next(): number | undefined {
    const due = this.#due();
    return due === undefined ? undefined : due.at - this.#now;
  }

  /** Lets time pass up to the next timer and runs it. */
  runNext(): void {
    const due = this.#due();
    if (due === undefined) return;
    this.#timers.delete(due);
    this.#now = Math.max(this.#now, due.at);
    due.run();
  }

  /** Lets time pass without anything happening in it. */
  skip(ms: number): void {
    this.#now += ms;
  }

  #due(): Timer | undefined {
    return [...this.#timers].sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}
