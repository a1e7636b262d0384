import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, inject, onTestFinished } from 'vitest';
import { Secret } from '@conclave/shared/Secret';
import type { Clock } from '../../server/src/ops/Clock.ts';
import type { Database } from '../../server/src/store/Database.ts';
import { migrate } from '../../server/src/store/migrate.ts';
import { openPostgres } from '../../server/src/store/postgres/openPostgres.ts';
import { openSqlite } from '../../server/src/store/sqlite/openSqlite.ts';
import { ManualClock } from './ManualClock.ts';
import { testKeys } from './testKeys.ts';
import { createSchema, findPostgres } from './postgres.ts';

/** One Postgres serves all tests of a run: what it takes on a busy machine is no outage. */
export const PATIENCE = { answerMs: 30_000, connectionMs: 30_000 } as const;

/** Opens an empty database with the newest schema; it goes when the test is over. */
export type OpenDatabase = (clock?: Clock) => Promise<Database>;

/** Runs the same tests on SQLite and on Postgres. Without a Postgres its half is skipped, but not in CI. */
export function describeDatabases(title: string, tests: (open: OpenDatabase) => void): void {
  describe(`${title} (sqlite)`, () => tests(openTestSqlite));
  const missing = findPostgres() === undefined && process.env['CI'] !== 'true';
  describe.skipIf(missing)(`${title} (postgres)`, () => tests(openTestPostgres));
}

export async function openTestSqlite(clock: Clock = new ManualClock()): Promise<Database> {
  const dataDir = mkdtempSync(join(tmpdir(), 'conclave-store-'));
  const database = await openSqlite({ dataDir, alone: true, keys: testKeys() });
  onTestFinished(async () => {
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await migrate(database, clock);
  return database;
}

export async function openTestPostgres(clock: Clock = new ManualClock()): Promise<Database> {
  const schema = await createSchema(await postgresOfRun());
  const onBroken = (): void => undefined;
  const url = new Secret(schema.url);
  const database = openPostgres({ url, onBroken, keys: testKeys(), ...PATIENCE });
  onTestFinished(async () => {
    await database.close();
    await schema.remove();
  });
  await migrate(database, clock);
  return database;
}

/** The address of the run's Postgres; createSchema() makes a place in it for a server under test. */
export async function postgresOfRun(): Promise<string> {
  const port = inject('postgresBroker');
  if (port === undefined) throw new Error('no PostgreSQL found, and CI must not skip its tests');
  return text(connect(port, '127.0.0.1'));
}
