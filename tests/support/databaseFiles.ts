import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, onTestFinished } from 'vitest';
import { Secret } from '@conclave/shared/Secret';
import type { Clock } from '../../server/src/ops/Clock.ts';
import {
  PostgresResidue,
  SqliteResidue,
  type Residue,
} from '../../server/src/retention/Residue.ts';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { migrate } from '../../server/src/store/migrate.ts';
import { openPostgres } from '../../server/src/store/postgres/openPostgres.ts';
import { openSqlite } from '../../server/src/store/sqlite/openSqlite.ts';
import { PATIENCE, postgresOfRun } from './databases.ts';
import { MemoryKeyStore } from './MemoryKeyStore.ts';
import { testKeys } from './testKeys.ts';
import { createSchema, findPostgres } from './postgres.ts';

/** A database whose files a test may read. */
export interface DatabaseOnDisk {
  readonly database: Database;
  readonly residue: Residue;
  /** Where its bytes lie. */
  readonly folder: string;
  /** Its address, where it has one. */
  readonly url: string | undefined;
  /** Another node's connection to it. */
  readonly another: () => Database | undefined;
}

export type OpenOnDisk = (clock: Clock) => Promise<DatabaseOnDisk>;

/** As `describeDatabases`, for tests that look at bytes. */
export function describeDatabaseFiles(title: string, tests: (open: OpenOnDisk) => void): void {
  describe(`${title} (sqlite)`, () => tests(openSqliteOnDisk));
  const missing = findPostgres() === undefined && process.env['CI'] !== 'true';
  describe.skipIf(missing)(`${title} (postgres)`, () => tests(openPostgresOnDisk));
}

async function openSqliteOnDisk(clock: Clock): Promise<DatabaseOnDisk> {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-retention-'));
  chmodSync(folder, 0o700);
  const database = await openSqlite({ dataDir: folder, alone: true, keys: testKeys() });
  onTestFinished(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await migrate(database, clock);
  return {
    database,
    residue: new SqliteResidue(database),
    folder,
    url: undefined,
    another: () => undefined,
  };
}

async function openPostgresOnDisk(clock: Clock): Promise<DatabaseOnDisk> {
  const schema = await createSchema(await postgresOfRun());
  const url = new Secret(schema.url);
  const onBroken = (): void => undefined;
  const store = new MemoryKeyStore();
  const open = (): Database => {
    const database = openPostgres({ url, onBroken, keys: testKeys(store), ...PATIENCE });
    onTestFinished(() => database.close());
    return database;
  };
  onTestFinished(() => schema.remove());
  const database = open();
  const residue = new PostgresResidue(url, onBroken);
  onTestFinished(() => residue.close());
  await migrate(database, clock);
  const { rows } = await sql<{ folder: string }>`
    select setting as folder from pg_settings where name = 'data_directory'
  `.execute(database.query);
  return { database, residue, folder: rows[0]?.folder ?? '', url: schema.url, another: open };
}
