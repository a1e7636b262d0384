import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { AccountKeys } from '../../accountKeys/AccountKeys.ts';
import { Database } from '../Database.ts';
import type { Schema } from '../schema.ts';
import { SqliteDriver } from './SqliteDriver.ts';
import { SqliteQueue } from './SqliteQueue.ts';
import { SqliteThread } from './SqliteThread.ts';

/** Kysely would let one statement through at a time, and there would be nothing to commit together. */
class QueuedSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

export interface SqliteOptions {
  readonly dataDir: string;
  /** A server takes the folder for itself; the operator's command line works beside it. */
  readonly alone: boolean;
  /** Of accounts; without them nothing personal is read or written. */
  readonly keys?: AccountKeys | undefined;
}

/** The embedded database: one file under DATA_DIR. */
export async function openSqlite({ dataDir, alone, keys }: SqliteOptions): Promise<Database> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const thread = await SqliteThread.open({
    file: join(dataDir, 'conclave.db'),
    ...(alone && { lockFile: join(dataDir, 'server.lock') }),
  });
  const kysely = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new QueuedSqliteAdapter(),
      createDriver: () => new SqliteDriver(thread, new SqliteQueue(thread)),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return new Database('sqlite', kysely, keys);
}
