/** Calls off what was planned; harmless afterwards. */
export type Cancel = () => void;

/** Plans things for later. Passed in, so that tests decide when later is. */
export interface Timers {
  after(ms: number, run: () => void): Cancel;
}

/** The machine's timers. They keep no process alive. */
export class SystemTimers implements Timers {
  after(ms: number, run: () => void): Cancel {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  }
}
