import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import { MAX_UPDATE_BYTES } from '@conclave/shared/limits';
import * as Y from 'yjs';
import type { Timers } from '../../e2ee/session/Timers.ts';
import { splitUpdate } from './splitUpdate.ts';

/** What is typed within this is one entry. Lower writes more entries; higher shows others less at once. */
const BATCH_MS = 50;
/** The same while entries wait for the server anyway. */
const BUSY_BATCH_MS = 500;
const BUSY_ENTRIES = 4;

export interface BatchOptions {
  readonly timers: Timers;
  /** Entries on their way. */
  readonly waiting: () => number;
  readonly write: (update: Bytes) => void;
  /** It holds something, and did not before. */
  readonly begun: () => void;
  /** Something is too large to be sent, in one piece or in parts. */
  readonly tooLarge: () => void;
}

/** Gathers what is written here for a moment, so that a word is one entry and not seven. */
export class Batch {
  readonly #options: BatchOptions;
  #held: Uint8Array[] = [];
  #stopTimer: (() => void) | undefined;

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  add(update: Uint8Array): void {
    this.#held.push(update);
    const { timers, waiting, begun } = this.#options;
    const delayMs = waiting() >= BUSY_ENTRIES ? BUSY_BATCH_MS : BATCH_MS;
    this.#stopTimer ??= timers.after(delayMs, () => this.flush());
    if (this.#held.length === 1) begun();
  }

  /** Also when the page goes: what was written by then is kept. */
  flush(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    if (this.#held.length === 0) return;
    const merged = copyBytes(Y.mergeUpdates(this.#held));
    this.#held = [];
    const parts = splitUpdate(merged, MAX_UPDATE_BYTES);
    if (parts === undefined) this.#options.tooLarge();
    for (const part of parts ?? []) this.#options.write(part);
  }
}
