import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type Kysely, type QueryCreator, type QueryExecutorProvider } from 'kysely';
import type { AccountKeys } from '../accountKeys/AccountKeys.ts';
import type { DialectName } from './ddl.ts';
import type { Schema } from './schema.ts';

/** What a store's functions take: the database, or a transaction in it. */
export type Queries = QueryCreator<Schema> & QueryExecutorProvider;

/** The SQL template tag, so that nobody else imports Kysely. Values become parameters. */
export { sql };

/** Where everything lies that lasts. Closed by whoever opened it. */
export class Database {
  readonly dialect: DialectName;
  readonly #kysely: Kysely<Schema>;
  readonly #accountKeys: AccountKeys | undefined;
  readonly #inTransaction = new AsyncLocalStorage<{ open: boolean }>();

  constructor(dialect: DialectName, kysely: Kysely<Schema>, accountKeys?: AccountKeys) {
    this.dialect = dialect;
    this.#kysely = kysely;
    this.#accountKeys = accountKeys;
  }

  /** [R131] What its personal columns are sealed under; they lie elsewhere. */
  get accountKeys(): AccountKeys {
    if (this.#accountKeys === undefined) throw new Error('opened without the keys of accounts');
    return this.#accountKeys;
  }

  /** For single statements. Each is committed, and on the disk, when its promise resolves. */
  get query(): Queries {
    if (this.#inTransaction.getStore()?.open) {
      throw new Error('inside a transaction use the transaction, not the database');
    }
    return this.#kysely;
  }

  /**
   * All or nothing, alone: on SQLite no other statement runs meanwhile, so await nothing inside
   * but the queries. One that is silent for 10 s is rolled back.
   */
  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    // Closed afterwards: what was begun inside, as a timer, may use the database later.
    const state = { open: true };
    return this.#kysely
      .transaction()
      .execute((transaction) => this.#inTransaction.run(state, () => work(transaction)))
      .finally(() => {
        state.open = false;
      });
  }

  /** Whether it answers. Throws if not. */
  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#kysely);
  }

  close(): Promise<void> {
    return this.#kysely.destroy();
  }
}
