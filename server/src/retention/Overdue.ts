import type { Clock } from '../ops/Clock.ts';
import type { Database } from '../store/Database.ts';
import { DutyStore } from '../store/DutyStore.ts';
import { ErasureStore } from '../store/ErasureStore.ts';
import { RetentionStore } from '../store/RetentionStore.ts';
import { clockRules, overdueBy, type ClockRule } from './clockRules.ts';
import { lookAtClock } from './ClockWitness.ts';
import { calendar, due, type Due, type DuePolicy } from './due.ts';
import type { RetentionSettings } from './retentionSettings.ts';

export interface OverdueOptions {
  readonly database: Database;
  readonly retention: RetentionStore;
  readonly erasures: ErasureStore;
  readonly duty: DutyStore;
  readonly rules: readonly ClockRule[];
  readonly policy: DuePolicy;
  readonly clock: Clock;
}

/** How the promises about time stand. */
export interface OverdueReport {
  readonly now: number;
  /** What should be gone and is not: things of people, and kinds of rows that go by a clock. */
  readonly count: number;
  /** Since when the oldest of it should be gone; undefined if nothing is. */
  readonly since: number | undefined;
  /** How far the clock is ahead of everything seen, if it is doubted: nothing is erased by it meanwhile. */
  readonly aheadMs: number;
  /** The last sweep that ended well. */
  readonly sweptAt: number | undefined;
}

/** Says what is due and what is overdue, for the operator, the health page and the metrics. */
export class Overdue {
  readonly #options: OverdueOptions;

  constructor(options: OverdueOptions) {
    this.#options = options;
  }

  async report(): Promise<OverdueReport> {
    const { retention, erasures, duty, policy } = this.#options;
    const { now, aheadMs } = await this.#look();
    const late = due(await retention.held(), policy, now).map(({ at }) => at);
    const broken = (await erasures.unfinished()).map(({ begunAt }) => begunAt);
    const old = await this.#byClock(now);
    const all = [...late, ...broken, ...old];
    return {
      ...{ now, aheadMs },
      count: all.length,
      since: all.length === 0 ? undefined : Math.min(...all),
      sweptAt: await duty.latest('swept'),
    };
  }

  /** Companies and accounts with the day on which they go, the next one first. */
  async calendar(): Promise<Exclude<Due, { what: 'meeting' }>[]> {
    const dated = calendar(await this.#options.retention.held(), this.#options.policy);
    const { now } = await this.#look();
    return dated.filter((one) => one.what !== 'meeting').filter((one) => this.#hasEnded(one, now));
  }

  /** A company that is paid for to some day is not on its way out before that. */
  #hasEnded({ because, at }: Due, now: number): boolean {
    return because !== 'lapsed' || at - this.#options.policy.lapsedMs <= now;
  }

  #look(): Promise<{ now: number; aheadMs: number }> {
    return lookAtClock(this.#options.duty, this.#options.clock);
  }

  async #byClock(now: number): Promise<number[]> {
    const { rules, database } = this.#options;
    const ends: number[] = [];
    for (const rule of rules) {
      const end = await overdueBy(database.query, rule, now);
      if (end !== undefined) ends.push(end);
    }
    return ends;
  }
}

/** For whoever has nothing but the database: the operator's commands. */
export function buildOverdue(
  database: Database,
  { settings, clock }: { settings: RetentionSettings; clock: Clock },
): Overdue {
  return new Overdue({
    ...{ database, clock, policy: settings, rules: clockRules(settings) },
    retention: new RetentionStore(database),
    erasures: new ErasureStore(database),
    duty: new DutyStore(database),
  });
}
