import type { Log } from './Log.ts';

/** A check that takes longer has failed: a balancer does not wait. */
const CHECK_MS = 2_000;

/** Whether the server can do its work. Those it depends on add a check; shutting down ends it. */
export class Readiness {
  readonly #log: Log;
  readonly #checks: (() => Promise<void>)[] = [];
  #closed = false;

  constructor(log: Log) {
    this.#log = log;
  }

  /** `check` throws while its part cannot work. */
  add(check: () => Promise<void>): void {
    this.#checks.push(check);
  }

  async isReady(): Promise<boolean> {
    if (this.#closed) return false;
    try {
      await Promise.all(this.#checks.map((check) => inTime(check())));
      return true;
    } catch (error) {
      this.#log.warn('readiness.failed', { error });
      return false;
    }
  }

  close(): void {
    this.#closed = true;
  }
}

async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), CHECK_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
