import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import pg from 'pg';
import type { Secret } from '@conclave/shared/Secret';
import type { AccountKeys } from '../../accountKeys/AccountKeys.ts';
import { Database } from '../Database.ts';
import type { Schema } from '../schema.ts';
import { PostgresDriver } from './PostgresDriver.ts';

/** Connections per server. Statements are short; more would only queue inside Postgres. */
const POOL_SIZE = 10;

/** T02: who asks hears of an outage within two seconds. */
const ANSWER_MS = 2_000;

export interface PostgresOptions {
  readonly url: Secret<string>;
  /** Told of connections that broke while idle; the pool replaces them. */
  readonly onBroken: (error: Error) => void;
  /** How long a statement may take. Migrations take longer than requests. */
  readonly answerMs?: number;
  /** How long one may wait for a connection. */
  readonly connectionMs?: number;
  /** Of accounts; without them nothing personal is read or written. */
  readonly keys?: AccountKeys | undefined;
}

/** A PostgreSQL of version 15 or later. It opens no connection yet: the first statement does. */
export function openPostgres(options: PostgresOptions): Database {
  const { url, onBroken, answerMs = ANSWER_MS, connectionMs = ANSWER_MS } = options;
  // Whole numbers of ours stay below 2^53, so int8 is a number and no string.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url.reveal(),
    max: POOL_SIZE,
    connectionTimeoutMillis: connectionMs,
    query_timeout: answerMs,
    statement_timeout: answerMs,
    idle_in_transaction_session_timeout: 10_000,
  });
  pool.on('error', onBroken);
  // The pool listens to idle ones alone. In use, a query hears of the break and refuses; what the connection says
  // of it besides would end the process if nobody listened (T02).
  pool.on('connect', (client) => client.on('error', () => undefined));
  const kysely = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new PostgresDriver(pool),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return new Database('postgres', kysely, options.keys);
}
