import type { Clock } from '../ops/Clock.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';
import type { FileStore } from '../store/FileStore.ts';
import type { Blobs } from './Blobs.ts';

const HOUR_MS = 3_600_000;
/** [F-11] An upload that is not complete after this is given up. */
const UPLOAD_MS = 24 * HOUR_MS;

export interface FileSweepOptions {
  readonly store: FileStore;
  readonly blobs: Blobs;
  /** What is given up does not come back: a clock that jumped ahead takes nothing along. */
  readonly sure: Clock;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/** Removes what was never completed, and chunks whose file or meeting is gone. */
export class FileSweep {
  readonly #options: FileSweepOptions;
  #cancel: Cancel | undefined;
  #closed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: FileSweepOptions) {
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
    const { store, blobs, sure } = this.#options;
    for (const row of await store.unfinishedSince(sure.now() - UPLOAD_MS)) {
      // It may have been completed while others were deleted.
      if (await store.deleteUnfinished(row)) await blobs.delete(row);
    }
    // A chunk is written after its row, so what has no row now will never have one.
    for await (const place of blobs.places()) {
      if (this.#closed) return;
      if ((await store.find(place)) === undefined) await blobs.delete(place);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#running;
  }
}
