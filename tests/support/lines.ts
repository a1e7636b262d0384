import { createLog, type Log } from '../../server/src/ops/Log.ts';
import { ManualClock } from './ManualClock.ts';

/** A log into memory, for tests of what writes to it. */
export function logToMemory(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const stream = {
    write: (line: string): void => {
      lines.push(line);
    },
  };
  const log = createLog({
    clock: new ManualClock(),
    level: 'debug',
    main: stream,
    security: stream,
    isRoute: () => true,
    onDropped: () => undefined,
  });
  return { log, lines };
}
