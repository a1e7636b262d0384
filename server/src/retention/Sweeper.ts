import { randomUUID } from 'node:crypto';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { MeetingDeletion } from '../meetings/MeetingDeletion.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';
import type { Database } from '../store/Database.ts';
import type { DutyStore } from '../store/DutyStore.ts';
import type { ErasureStore } from '../store/ErasureStore.ts';
import type { RetentionStore } from '../store/RetentionStore.ts';
import { applyClockRule, mendClockRule, type ClockRule } from './clockRules.ts';
import { due, type Due, type DuePolicy } from './due.ts';
import type { ClockWitness } from './ClockWitness.ts';
import type { Eraser } from './Eraser.ts';
import type { Notices } from './Notices.ts';
import type { Traces } from './Traces.ts';

const MINUTE_MS = 60_000;
/** Each further minute keeps something a minute longer; each earlier round costs some queries. */
const EVERY_MS = 15 * MINUTE_MS;
/** Renewed with every thing that goes. A node that dies leaves the duty to the next one after this. */
const HOLD_MS = 10 * MINUTE_MS;
/** Nobody holds a duty that long: whose clock said so was wrong. */
const FARTHEST_MS = 2 * HOLD_MS;

export interface SweeperOptions {
  readonly database: Database;
  readonly duty: DutyStore;
  readonly retention: RetentionStore;
  readonly erasures: ErasureStore;
  readonly eraser: Eraser;
  readonly deletion: MeetingDeletion;
  readonly notices: Notices;
  readonly traces: Traces;
  readonly rules: readonly ClockRule[];
  readonly policy: DuePolicy;
  /** Removes old files beside the database: logs, and mails of a development server. */
  readonly oldFiles: (now: number) => Promise<void>;
  readonly clock: Clock;
  /** Says by which moment a round judges: not always what the clock says. */
  readonly witness: ClockWitness;
  readonly timers: Timers;
  readonly log: Log;
}

/** Another node has taken over: this one stops where it is. */
class DutyLostError extends Error {
  override readonly name = 'DutyLostError';
}

/**
 * Keeps the promises about time: at start, every quarter of an hour, and when somebody closes an account. One node
 * sweeps at a time; whatever it was doing when it died, the next round goes on with. What fails is logged and
 * tried again in the next round, and keeps nothing else.
 */
export class Sweeper {
  readonly #options: SweeperOptions;
  readonly #holder = randomUUID();
  #cancel: Cancel | undefined;
  #closed = false;
  #again = false;
  #running: Promise<void> | undefined;

  constructor(options: SweeperOptions) {
    this.#options = options;
  }

  /** Now, and every quarter of an hour. */
  start(): void {
    this.wake();
    this.#cancel = this.#options.timers.after(EVERY_MS, () => {
      if (!this.#closed) this.start();
    });
  }

  /** Something has come to its end: sweeps now, and once more if a sweep is under way. */
  wake(): void {
    if (this.#closed) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.sweep()
      .then(
        () => undefined,
        (error: unknown) => this.#options.log.error('retention.sweepFailed', { error }),
      )
      .finally(() => {
        this.#running = undefined;
        if (!this.#again) return;
        this.#again = false;
        this.wake();
      });
  }

  /** One round. False if another node does it, or something failed that the next round will try again. */
  async sweep(): Promise<boolean> {
    const { duty } = this.#options;
    if (!(await this.#hold())) return false;
    try {
      return await this.#round();
    } catch (error) {
      if (error instanceof DutyLostError) return false;
      throw error;
    } finally {
      await duty.release(this.#duty);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#running;
  }

  async #round(): Promise<boolean> {
    const { duty, witness, notices, traces, rules, oldFiles, database } = this.#options;
    const { now, doubted } = await witness.judge();
    const parts = [
      ...(doubted ? [] : this.#mends(now)),
      () => this.#broken(now),
      () => this.#due(now),
      () => notices.send(now),
      ...rules.map((rule) => () => applyClockRule(database.query, rule, now)),
      () => oldFiles(now),
      () => traces.clear(now),
    ];
    let well = true;
    for (const part of parts) {
      if (this.#closed) return false;
      const done = await this.#try(part);
      well &&= done;
    }
    if (well) await duty.mark('swept', now);
    return well;
  }

  /** Of a clock that is believed: what a wrong one wrote stays no longer for it. */
  #mends(now: number): (() => Promise<void>)[] {
    const { retention, rules, database } = this.#options;
    return [
      () => retention.mendFuture(now),
      ...rules.map((rule) => () => mendClockRule(database.query, rule, now)),
    ];
  }

  async #broken(now: number): Promise<void> {
    for (const begun of await this.#options.erasures.unfinished()) {
      await this.#each(() => this.#options.eraser.resume(begun, now));
    }
  }

  async #due(now: number): Promise<void> {
    const { retention, policy } = this.#options;
    for (const one of due(await retention.held(), policy, now)) {
      await this.#each(() => this.#end(one, now));
    }
  }

  async #end(one: Due, now: number): Promise<void> {
    const { eraser, log } = this.#options;
    if (one.what === 'meeting') return this.#meeting(one, now);
    if (await eraser.erase(one, now)) log.info('retention.erased', { count: 1 });
  }

  /** As it is now: somebody may have entered it, or its date may have been changed. */
  async #meeting({ id }: Extract<Due, { what: 'meeting' }>, now: number): Promise<void> {
    const { retention, policy, deletion, log } = this.#options;
    const held = await retention.heldMeeting(id);
    if (held === undefined || due([held], policy, now).length === 0) return;
    try {
      await deletion.delete(id);
      log.info('retention.meeting', { meeting: id });
    } catch (error) {
      // Its organizer was faster.
      if (!(error instanceof RefusedError && error.code === 'notFound')) throw error;
    }
  }

  #failed = 0;

  /** One thing after the other, as long as the duty is ours. What fails keeps nothing else. */
  async #each(work: () => Promise<void>): Promise<void> {
    if (this.#closed || !(await this.#hold())) throw new DutyLostError('the duty is not ours');
    if (!(await this.#try(work))) this.#failed += 1;
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    const before = this.#failed;
    try {
      await work();
      return this.#failed === before;
    } catch (error) {
      if (error instanceof DutyLostError) throw error;
      this.#options.log.error('retention.failed', { error });
      return false;
    }
  }

  #hold(): Promise<boolean> {
    const now = this.#options.clock.now();
    return this.#options.duty.take(this.#duty, {
      ...{ now, until: now + HOLD_MS, farthest: now + FARTHEST_MS },
    });
  }

  get #duty(): { name: string; holder: string } {
    return { name: 'retention', holder: this.#holder };
  }
}
