import type { Secret } from '@conclave/shared/Secret';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { Database } from './Database.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres/openPostgres.ts';
import { openSqlite } from './sqlite/openSqlite.ts';

export interface DatabaseOptions {
  readonly dataDir: string;
  /** PostgreSQL; without it the embedded database under dataDir. */
  readonly url: Secret<string> | undefined;
  /** A server takes an embedded database for itself; the operator's command line works beside it. */
  readonly alone: boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens the database that is configured and brings it to this program's schema. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, dataDir, alone, clock, log } = options;
  const database =
    url === undefined
      ? await openSqlite({ dataDir, alone })
      : openPostgres({
          url,
          onBroken: (error) => log.warn('store.connection-lost', { error }),
        });
  try {
    const applied = await migrate(database, clock);
    log.info('store.open', { dialect: database.dialect, count: applied.length });
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
