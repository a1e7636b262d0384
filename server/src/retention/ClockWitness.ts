import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { DoubtStore } from '../store/DoubtStore.ts';
import type { DutyStore } from '../store/DutyStore.ts';
import { believe, isAhead } from './believe.ts';

const HOUR_MS = 3_600_000;

export interface ClockWitnessOptions {
  readonly duty: DutyStore;
  readonly doubts: DoubtStore;
  readonly clock: Clock;
  /** Counts on evenly, whatever the clock is set to. */
  readonly uptimeMs: () => number;
  readonly log: Log;
  /** Told of every moment that is believed. */
  readonly believed: (at: number) => void;
}

/** [T29] Says by which moment to judge, and keeps what makes it doubt the clock. */
export class ClockWitness {
  readonly #options: ClockWitnessOptions;
  #askedAtMs: number | undefined;

  constructor(options: ClockWitnessOptions) {
    this.#options = options;
  }

  /** The moment of a round. Only for whoever holds the duty: each call counts as a round. */
  async judge(): Promise<{ now: number; doubted: boolean }> {
    const { duty, doubts, clock, uptimeMs, believed } = this.#options;
    const uptime = uptimeMs();
    const passedMs = uptime - (this.#askedAtMs ?? uptime);
    this.#askedAtMs = uptime;
    const [machine, seen, before] = [clock.now(), await duty.latest('seen'), await doubts.find()];
    const { now, doubt } = believe({ machine, seen, doubt: before, passedMs });
    if (doubt !== undefined) await doubts.set(doubt);
    else if (before !== undefined) await doubts.clear();
    if (doubt?.since !== before?.since) this.#tell(doubt && machine - now);
    if (doubt === undefined) believed(now);
    return { now: await duty.mark('seen', now), doubted: doubt !== undefined };
  }

  #tell(aheadMs: number | undefined): void {
    const { log } = this.#options;
    if (aheadMs === undefined) log.info('retention.clock-believed');
    else log.error('retention.clock-doubted', { count: Math.round(aheadMs / HOUR_MS) });
  }
}

/** For whoever only looks: the moment to judge by, and how far the clock is ahead of it if it is doubted. */
export async function lookAtClock(
  duty: DutyStore,
  clock: Clock,
): Promise<{ now: number; aheadMs: number }> {
  const machine = clock.now();
  const seen = (await duty.latest('seen')) ?? machine;
  if (isAhead(machine, seen)) return { now: seen, aheadMs: machine - seen };
  return { now: Math.max(machine, seen), aheadMs: 0 };
}
