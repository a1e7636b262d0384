import type { Log } from './Log.ts';

/** What has not closed by then is cut off: a supervisor would do so anyway, less kindly. */
const CLOSE_MS = 10_000;

interface Stopping {
  readonly log: Log;
  /** Ends everything in order. */
  readonly close: () => Promise<void>;
}

/**
 * Ends the process in order: on a signal with code 0, after a bug that nobody caught with code 1.
 * A second signal does not wait.
 */
export function stopOnSignals({ log, close }: Stopping): void {
  let stopping = false;
  const stop = (exitCode: number): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), CLOSE_MS).unref();
    close().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        log.error('shutdown.failed', { error });
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info('shutdown.asked', { signal });
      stop(0);
    });
  }
  process.on('uncaughtException', (error) => {
    log.error('shutdown.bug', { error });
    stop(1);
  });
}
