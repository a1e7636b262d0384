import { isAhead } from '../retention/believe.ts';
import type { Database } from '../store/Database.ts';
import { DutyStore } from '../store/DutyStore.ts';
import type { Clock } from './Clock.ts';

/**
 * A clock that never goes back, also not across restarts: whoever sets the machine's clock back neither
 * revives what has ended nor keeps what must go. A moment that is far ahead of all before is told and not
 * remembered: a clock that jumped ahead may be set right again.
 */
export class SteadyClock implements Clock {
  readonly #clock: Clock;
  readonly #uptimeMs: () => number;
  #latest: number;
  #latestAtMs: number;

  /** `latest`: the latest moment that was believed before. */
  constructor(clock: Clock, uptimeMs: () => number, latest: number) {
    this.#clock = clock;
    this.#uptimeMs = uptimeMs;
    this.#latest = latest;
    this.#latestAtMs = uptimeMs();
  }

  /**
   * By this to let go of what does not come back: of a clock that is far ahead it takes nothing but the time that
   * really passed, until a sweep believes it.
   */
  readonly sure: Clock = {
    now: () => {
      const passed = this.#passed();
      return isAhead(this.#clock.now(), passed) ? passed : this.now();
    },
  };

  now(): number {
    const machine = this.#clock.now();
    if (isAhead(machine, this.#passed())) return machine;
    if (machine > this.#latest) {
      this.#latest = machine;
      this.#latestAtMs = this.#uptimeMs();
    }
    return this.#latest;
  }

  /** A sweep believes the clock: from here nothing goes back behind this moment. */
  trust(at: number): void {
    if (at <= this.#latest) return;
    this.#latest = at;
    this.#latestAtMs = this.#uptimeMs();
  }

  /** The latest moment, and what really passed since. */
  #passed(): number {
    return this.#latest + (this.#uptimeMs() - this.#latestAtMs);
  }
}

/** One that goes on from the latest moment which any sweep of this database has believed. */
export async function steadyClock(
  database: Database,
  clock: Clock,
  uptimeMs: () => number,
): Promise<SteadyClock> {
  const latest = await new DutyStore(database).latest('seen');
  return new SteadyClock(clock, uptimeMs, latest ?? clock.now());
}
