import type { Cancel, Timers } from '../../server/src/ops/Timers.ts';
import { ManualClock } from './ManualClock.ts';

interface Planned {
  readonly at: number;
  readonly run: () => void;
}

/** A clock and its timers: time passes when told, and whatever it causes has happened by then. */
export class ManualTime extends ManualClock implements Timers {
  readonly #planned = new Set<Planned>();

  after(ms: number, run: () => void): Cancel {
    const planned = { at: this.now() + ms, run };
    this.#planned.add(planned);
    return () => void this.#planned.delete(planned);
  }

  /** Lets time pass, timer by timer, with the promises in between. */
  async pass(ms: number): Promise<void> {
    const end = this.now() + ms;
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.advance(next.at - this.now());
      this.#planned.delete(next);
      next.run();
      await settle();
    }
    this.advance(end - this.now());
  }

  #next(end: number): Planned | undefined {
    const due = [...this.#planned].filter(({ at }) => at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}

/** Lets everything happen that waits for nothing but promises. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
