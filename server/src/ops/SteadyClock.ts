import type { Database } from '../store/Database.ts';
import { DutyStore } from '../store/DutyStore.ts';
import type { Clock } from './Clock.ts';

/**
 * A clock that never goes back, also not across restarts: whoever sets the machine's clock back neither
 * revives what has ended nor keeps what must go.
 */
class SteadyClock implements Clock {
  readonly #clock: Clock;
  #latest: number;

  /** `latest`: the latest moment that was noted before. */
  constructor(clock: Clock, latest: number) {
    this.#clock = clock;
    this.#latest = latest;
  }

  now(): number {
    this.#latest = Math.max(this.#latest, this.#clock.now());
    return this.#latest;
  }
}

/** One that goes on from the latest moment which any sweep of this database has seen. */
export async function steadyClock(database: Database, clock: Clock): Promise<Clock> {
  return new SteadyClock(clock, (await new DutyStore(database).latest('seen')) ?? 0);
}
