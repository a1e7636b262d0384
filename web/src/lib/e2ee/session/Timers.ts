/* eslint no-restricted-globals: ["off"] -- the one place of this folder that asks the machine for the time */

/** Time, passed in so that tests need no sleeps. */
export interface Timers {
  /** ms since 1970. */
  now(): number;
  /** Runs something later; what is returned prevents it. */
  after(delayMs: number, run: () => void): () => void;
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
