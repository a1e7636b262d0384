import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Secret } from '@conclave/shared/Secret';
import { Database } from '../Database.ts';

/** Connections per server. Statements are short; more would only queue inside Postgres. */
const POOL_SIZE = 10;

export interface PostgresOptions {
  readonly url: Secret<string>;
  /** Told of connections that broke while idle; the pool replaces them. */
  readonly onBroken: (error: Error) => void;
}

/** A PostgreSQL of version 15 or later. It opens no connection yet: ping() or migrate() does. */
export function openPostgres({ url, onBroken }: PostgresOptions): Database {
  // Whole numbers of ours stay below 2^53, so int8 is a number and no string.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url.reveal(),
    max: POOL_SIZE,
    // T02: an answer of 503 within two seconds while the database is away.
    connectionTimeoutMillis: 2_000,
    query_timeout: 10_000,
    statement_timeout: 10_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  pool.on('error', onBroken);
  return new Database('postgres', new Kysely({ dialect: new PostgresDialect({ pool }) }));
}
