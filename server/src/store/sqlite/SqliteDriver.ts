import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { areRows } from '../rows.ts';
import type { Statement } from './messages.ts';
import type { Result, SqliteQueue } from './SqliteQueue.ts';
import type { SqliteThread } from './SqliteThread.ts';

/** A transaction holds up everybody else: one that says nothing for this long is rolled back. */
const MAX_SILENCE_MS = 10_000;

/** Kysely's way to the thread that holds the file. */
export class SqliteDriver implements Driver {
  readonly #thread: SqliteThread;
  readonly #queue: SqliteQueue;

  constructor(thread: SqliteThread, queue: SqliteQueue) {
    this.#thread = thread;
    this.#queue = queue;
  }

  async init(): Promise<void> {
    // The thread is open already: whoever opened it wanted to hear of failure.
  }

  acquireConnection(): Promise<SqliteConnection> {
    return Promise.resolve(new SqliteConnection(this.#queue));
  }

  beginTransaction(connection: SqliteConnection): Promise<void> {
    return connection.begin();
  }

  commitTransaction(connection: SqliteConnection): Promise<void> {
    return connection.end('commit');
  }

  rollbackTransaction(connection: SqliteConnection): Promise<void> {
    return connection.end('rollback');
  }

  async releaseConnection(): Promise<void> {
    // Nothing is kept per connection; a transaction has left the queue when it ended.
  }

  async destroy(): Promise<void> {
    await this.#queue.close();
    await this.#thread.close();
  }
}

/** Outside a transaction its statements stand alone; begin() reserves the file until end(). */
class SqliteConnection implements DatabaseConnection {
  readonly #queue: SqliteQueue;
  #state: 'single' | 'transaction' | 'over' = 'single';
  #timer: NodeJS.Timeout | undefined;

  constructor(queue: SqliteQueue) {
    this.#queue = queue;
  }

  async begin(): Promise<void> {
    await this.#queue.enter();
    this.#state = 'transaction';
    try {
      await this.#inside(bare('begin immediate'));
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  async end(how: 'commit' | 'rollback'): Promise<void> {
    if (this.#state === 'transaction') return this.#finish(how);
    if (how === 'commit')
      throw new Error('the transaction was silent for too long and was rolled back');
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, changes } = await this.#execute(statementOf(query));
    if (!areRows<Row>(rows)) throw new Error('rows that are no objects');
    return { rows, numAffectedRows: BigInt(changes) };
  }

  // eslint-disable-next-line require-yield -- nothing is streamed; the interface asks for it
  async *streamQuery(): AsyncIterableIterator<never> {
    await Promise.reject(new Error('read in pages instead of streaming'));
  }

  #execute(statement: Statement): Promise<Result> {
    switch (this.#state) {
      case 'single':
        return this.#queue.single(statement);
      case 'transaction':
        return this.#inside(statement);
      case 'over':
        return Promise.reject(new Error('the transaction is over'));
    }
  }

  /** One statement of the transaction; the time in which it runs is not silence. */
  async #inside(statement: Statement): Promise<Result> {
    clearTimeout(this.#timer);
    try {
      return await this.#queue.inside(statement);
    } finally {
      if (this.#state === 'transaction') {
        this.#timer = setTimeout(() => void this.#finish('rollback').catch(ignore), MAX_SILENCE_MS);
      }
    }
  }

  async #finish(how: 'commit' | 'rollback'): Promise<void> {
    this.#state = 'over';
    try {
      await this.#queue.inside(bare(how));
    } catch (error) {
      // A commit that failed leaves the transaction open; nobody may inherit it.
      if (how === 'commit') await this.#queue.inside(bare('rollback')).catch(ignore);
      throw error;
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    this.#state = 'over';
    clearTimeout(this.#timer);
    this.#queue.leave();
  }
}

function bare(sql: string): Statement {
  return { sql, parameters: [] };
}

function statementOf({ sql, parameters }: CompiledQuery): Statement {
  return { sql, parameters: parameters.map(asValue) };
}

function asValue(value: unknown): Statement['parameters'][number] {
  if (value === null || value instanceof Uint8Array) return value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  throw new TypeError(`a ${typeof value} does not fit into the database`);
}

function ignore(): void {
  // The rollback of a transaction that SQLite has rolled back itself fails, and that is well.
}
