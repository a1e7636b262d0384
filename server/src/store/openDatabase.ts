import type { AccountKeys } from '../accountKeys/AccountKeys.ts';
import { requireOwnKeys } from '../accountKeys/requireOwnKeys.ts';
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
  /** Of accounts; refused if the database knows others. Without them nothing personal is read or written. */
  readonly keys?: AccountKeys | undefined;
  readonly log: Log;
}

/** Building an index over a large table takes its time, and so does waiting for another node's. */
const MIGRATION_MS = 10 * 60_000;

/** Opens the database that is configured and brings it to this program's schema. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, log } = options;
  const [database, applied] =
    url === undefined ? await openEmbedded(options) : await openRemote({ ...options, url });
  try {
    if (options.keys !== undefined) await requireOwnKeys(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  log.info('store.open', { dialect: database.dialect, count: applied.length });
  return database;
}

type Opened = [database: Database, applied: string[]];

async function openEmbedded({ dataDir, alone, clock, keys }: DatabaseOptions): Promise<Opened> {
  const database = await openSqlite({ dataDir, alone, keys });
  try {
    return [database, await migrate(database, clock)];
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openRemote(options: DatabaseOptions & { url: Secret<string> }): Promise<Opened> {
  const { url, clock, log, keys } = options;
  const onBroken = (error: Error): void => {
    log.warn('store.connection-lost', { error });
  };
  const patient = openPostgres({ url, onBroken, answerMs: MIGRATION_MS });
  try {
    const applied = await migrate(patient, clock);
    return [openPostgres({ url, onBroken, keys }), applied];
  } finally {
    await patient.close();
  }
}
