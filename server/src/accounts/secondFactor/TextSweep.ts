import type { Clock } from '../../ops/Clock.ts';
import type { Cancel, Timers } from '../../ops/Timers.ts';
import type { TextCodes } from './TextCodes.ts';

const HOUR_MS = 3_600_000;

export interface TextSweepOptions {
  readonly texts: Pick<TextCodes, 'sweep'>;
  /** What is forgotten does not come back: a clock that jumped ahead takes nothing along. */
  readonly sure: Clock;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/** [R119] Has texts forgotten, here and at the provider, a day after they were sent. */
export class TextSweep {
  readonly #options: TextSweepOptions;
  #cancel: Cancel | undefined;
  #closed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: TextSweepOptions) {
    this.#options = options;
  }

  /** Now, and every hour. */
  start(): void {
    const { texts, sure, timers, failed } = this.#options;
    this.#running = texts.sweep(sure.now()).catch(failed);
    this.#cancel = timers.after(HOUR_MS, () => {
      if (!this.#closed) this.start();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#running;
  }
}
