import type { NewEntry } from './LogStore.ts';

/** Entries of one statement. More delays the first acknowledgement; fewer costs an fsync more often. */
const MAX_BATCH = 64;
/** What a statement holds of our memory and of the database's time. */
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

interface Waiting<Entry> {
  readonly entry: Entry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface LogWriterOptions<Entry> {
  /** Writes all or none; resolves when they are on the disk. */
  readonly write: (entries: readonly Entry[]) => Promise<void>;
  /** Called before anybody is answered, in the order of positions. */
  readonly written: (entry: Entry) => void;
  /** Nothing more can be written: positions were given out that stay empty. */
  readonly lost: () => void;
}

/**
 * Writes the entries of one log in their order: what comes while others are being written goes
 * together under the next commit. One statement at a time, so that a log never has gaps.
 */
export class LogWriter<Entry extends NewEntry> {
  readonly #options: LogWriterOptions<Entry>;
  #waiting: Waiting<Entry>[] = [];
  #isBusy = false;
  #whenIdle: (() => void)[] = [];
  #failure: { readonly error: unknown } | undefined;

  constructor(options: LogWriterOptions<Entry>) {
    this.#options = options;
  }

  /** Resolves when it is on the disk and everybody before it is answered. */
  add(entry: Entry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      if (this.#failure) this.#refuse(this.#waiting.splice(0), this.#failure.error);
      else this.#next();
    });
  }

  /** Throws why nothing more is written. */
  check(): void {
    if (this.#failure) throw this.#failure.error;
  }

  /** What is on the disk is not what this log was about any more: nothing more is written. */
  stop(error: unknown): void {
    this.#failure = { error };
    this.#options.lost();
    this.#refuse(this.#waiting.splice(0), error);
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    if (!this.#isBusy) return;
    await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
  }

  #next(): void {
    if (this.#isBusy) return;
    const batch = this.#take();
    if (batch.length === 0) {
      for (const resolve of this.#whenIdle.splice(0)) resolve();
      return;
    }
    this.#isBusy = true;
    this.#options.write(batch.map(({ entry }) => entry)).then(
      () => this.#done(batch),
      (error: unknown) => this.#fail(batch, error),
    );
  }

  #done(batch: readonly Waiting<Entry>[]): void {
    for (const { entry, resolve } of batch) {
      this.#options.written(entry);
      resolve();
    }
    this.#isBusy = false;
    this.#next();
  }

  /** Those behind refer to positions that do not exist now. */
  #fail(batch: readonly Waiting<Entry>[], error: unknown): void {
    this.#refuse(batch, error);
    this.stop(error);
    this.#isBusy = false;
    this.#next();
  }

  #refuse(waiting: readonly Waiting<Entry>[], error: unknown): void {
    for (const { reject } of waiting) reject(error);
  }

  #take(): Waiting<Entry>[] {
    let bytes = 0;
    const fits = this.#waiting.findIndex(({ entry }, at) => {
      bytes += entry.entry.length;
      return at > 0 && (at >= MAX_BATCH || bytes > MAX_BATCH_BYTES);
    });
    return this.#waiting.splice(0, fits < 0 ? this.#waiting.length : fits);
  }
}
