import type { Timers } from '../../e2ee/session/Timers.ts';

/** Things to do later, each under a name: starting one again begins its time anew. */
export class Countdowns<Name extends string> {
  readonly #timers: Timers;
  readonly #running = new Map<Name, () => void>();
  #closed = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  start(name: Name, delayMs: number, run: () => void): void {
    this.stop(name);
    if (this.#closed) return;
    const stop = this.#timers.after(delayMs, () => {
      this.#running.delete(name);
      run();
    });
    this.#running.set(name, stop);
  }

  runs(name: Name): boolean {
    return this.#running.has(name);
  }

  stop(name: Name): void {
    this.#running.get(name)?.();
    this.#running.delete(name);
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#running.values()) stop();
    this.#running.clear();
  }
}
