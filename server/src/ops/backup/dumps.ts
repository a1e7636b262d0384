import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Secret } from '@conclave/shared/Secret';
import { sql, type Database } from '../../store/Database.ts';
import { CopyError } from './copyDatabase.ts';

/** What the database becomes in a backup. */
const DUMP = { sqlite: 'conclave.db', postgres: 'conclave.dump' } as const;

const MAX_OUTPUT_BYTES = 1024 * 1024;

/** One consistent moment of the embedded database, beside a running server. */
export async function dumpSqlite(database: Database, folder: string): Promise<void> {
  await sql`vacuum into ${join(folder, DUMP.sqlite)}`.execute(database.query);
}

/** Puts a copied file where the embedded database lies. Never over another one. */
export async function restoreSqlite(folder: string, dataDir: string): Promise<void> {
  const target = join(dataDir, 'conclave.db');
  if (existsSync(target)) {
    throw new CopyError(`${target} is there already. Move it away first; nothing was changed.`);
  }
  await copyFile(join(folder, DUMP.sqlite), target);
}

/** One consistent moment of PostgreSQL, by its own program. */
export async function dumpPostgres(url: Secret<string>, folder: string): Promise<void> {
  const file = join(folder, DUMP.postgres);
  await run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`], url);
}

/** Into an empty database, all or nothing. */
export async function restorePostgres(url: Secret<string>, folder: string): Promise<void> {
  const how = ['--single-transaction', '--exit-on-error', '--no-owner', '--no-privileges'];
  await run('pg_restore', [...how, join(folder, DUMP.postgres)], url);
}

/** The password goes by the environment: arguments are seen by everybody on the machine. */
async function run(program: string, args: readonly string[], url: Secret<string>): Promise<void> {
  const address = new URL(url.reveal());
  const password = decodeURIComponent(address.password);
  address.password = '';
  const { PATH } = process.env;
  try {
    await promisify(execFile)(program, [...args, `--dbname=${address.href}`], {
      env: { PATH, ...(password !== '' && { PGPASSWORD: password }) },
      maxBuffer: MAX_OUTPUT_BYTES,
    });
  } catch (cause) {
    const missing = cause instanceof Error && Reflect.get(cause, 'code') === 'ENOENT';
    const why = missing
      ? `${program} is not installed: on Debian, apt-get install postgresql-client.`
      : `${program} failed: ${firstLine(cause)}`;
    throw new CopyError(why, { cause });
  }
}

function firstLine(error: unknown): string {
  const output: unknown = error instanceof Error ? Reflect.get(error, 'stderr') : undefined;
  return (typeof output === 'string' ? output : '').split('\n')[0] ?? '';
}
