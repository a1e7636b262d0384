import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import pg from 'pg';
import { isUnavailable, OutcomeUnknownError, StoreUnavailableError } from '../StoreError.ts';
import { areRows } from '../rows.ts';

/**
 * Kysely's way to Postgres. Like Kysely's own, but it tells an outage from a refusal, and throws
 * connections away that did not answer: pg would hand them to the next statement.
 */
export class PostgresDriver implements Driver {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {
    // The pool connects when it is first asked.
  }

  async acquireConnection(): Promise<PostgresConnection> {
    try {
      return new PostgresConnection(await this.#pool.connect());
    } catch (cause) {
      throw new StoreUnavailableError('no connection to the database', { cause });
    }
  }

  beginTransaction(connection: PostgresConnection): Promise<void> {
    return connection.execute('begin');
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    try {
      await connection.execute('commit');
    } catch (cause) {
      if (!isUnavailable(cause)) throw cause;
      throw new OutcomeUnknownError('the database did not answer a commit', { cause });
    }
  }

  /** What is broken rolls back by itself: asking would only hide why, and wait once more. */
  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    if (!connection.isBroken) await connection.execute('rollback');
  }

  releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.#pool.end();
  }
}

class PostgresConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  #isBroken = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  async execute(statement: 'begin' | 'commit' | 'rollback'): Promise<void> {
    const { command } = await this.#query(statement, []);
    // Postgres answers the commit of a transaction that had failed with a rollback.
    if (statement === 'commit' && command !== 'COMMIT') {
      throw new Error('the transaction had failed before its commit');
    }
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, rowCount } = await this.#query(query.sql, query.parameters);
    if (!areRows<Row>(rows)) throw new Error('rows that are no objects');
    return { rows, numAffectedRows: BigInt(rowCount ?? 0) };
  }

  // eslint-disable-next-line require-yield -- nothing is streamed; the interface asks for it
  async *streamQuery(): AsyncIterableIterator<never> {
    await Promise.reject(new Error('read in pages instead of streaming'));
  }

  release(): void {
    this.#client.release(this.#isBroken);
  }

  async #query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    try {
      return await this.#client.query(text, [...values]);
    } catch (cause) {
      if (!isOutage(cause)) throw cause;
      this.#isBroken = true;
      throw new StoreUnavailableError('the database did not answer', { cause });
    }
  }
}

/** What Postgres says when it is going, coming or full: class 08, 53 and 57P of its codes. */
const OUTAGE = /^(?:08|53|57P)/;

/** Whether it is about the connection and not about the statement. */
function isOutage(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || OUTAGE.test(error.code ?? '');
}
