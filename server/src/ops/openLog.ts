import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Clock } from './Clock.ts';
import type { Lifetime } from './Lifetime.ts';
import { createLog, type Log } from './Log.ts';
import { openLogFiles } from './logFiles.ts';
import type { Metrics } from './Metrics.ts';

interface Parts {
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly lifetime: Lifetime;
  readonly isRoute: (pattern: string) => boolean;
}

/** The server's log: files under DATA_DIR, or standard output for a supervisor that keeps it. */
export async function openLog(config: Config, parts: Parts): Promise<Log> {
  const { clock, metrics, lifetime, isRoute } = parts;
  const keeping = { now: clock.now(), keepMs: config.retention.logMs };
  const streams =
    config.log.to === 'file'
      ? lifetime.own(await openLogFiles(join(config.dataDir, 'logs'), keeping))
      : { main: process.stdout, security: process.stdout };
  return createLog({
    clock,
    level: config.log.level,
    main: streams.main,
    security: streams.security,
    isRoute,
    onDropped: (fields) => metrics.droppedLogFields(fields),
    ...(config.mode !== 'production' && { onError: tellDeveloper }),
  });
}

/** The log keeps no messages of errors, as they carry data. A developer's terminal shows them. */
function tellDeveloper(event: string, error: unknown): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : '';
  process.stderr.write(`${event}\n${trace}\n`);
}
