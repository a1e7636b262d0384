import { retentionRules } from '@conclave/shared/dataMap/vocabulary';
import type { Clock } from '../ops/Clock.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';
import type { MailStore } from '../store/MailStore.ts';
import { destroyOldKeys, openKeyFolder } from './keyFolder.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface MailSweepOptions {
  readonly store: MailStore;
  readonly keyFolder: string;
  /** By this what does not come back is let go: a clock that jumped ahead takes nothing along. */
  readonly sure: Clock;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/** [M-2] Destroys keys in time, also when nobody sends anything, and forgets old outcomes. */
export class MailSweep {
  readonly #options: MailSweepOptions;
  #cancel: Cancel | undefined;
  #closed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: MailSweepOptions) {
    this.#options = options;
  }

  /** Now, and every hour. */
  start(): void {
    this.#running = this.sweep().catch((error: unknown) => this.#options.failed(error));
    this.#cancel = this.#options.timers.after(HOUR_MS, () => {
      if (!this.#closed) this.start();
    });
  }

  async sweep(): Promise<void> {
    const { store, keyFolder, sure } = this.#options;
    const now = sure.now();
    openKeyFolder(keyFolder);
    destroyOldKeys(keyFolder, now);
    await store.forget({
      begunAt: now - retentionRules.mailJob.maxDays * DAY_MS,
      stoppedAt: now - retentionRules.suppression.maxDays * DAY_MS,
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#running;
  }
}
