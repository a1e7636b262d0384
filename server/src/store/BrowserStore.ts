import type { AccountId } from '@conclave/shared/ids';
import type { Database, Queries } from './Database.ts';

interface BrowserName {
  readonly accountId: AccountId;
  readonly browserHash: string;
}

/** In which browsers somebody signed in to an account, for as long as they are used. */
export class BrowserStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#database.transaction(work);
  }

  /** Notes that a browser was seen; false if the account does not know it. */
  async seen({ accountId, browserHash }: BrowserName, at: number): Promise<boolean> {
    const rows = await this.#database.query
      .updateTable('known_browser')
      .set({ seen_at: at })
      .where('account_id', '=', accountId)
      .where('browser_hash', '=', browserHash)
      .returning('browser_hash')
      .execute();
    return rows.length === 1;
  }

  async insert(queries: Queries, row: BrowserName & { readonly at: number }): Promise<void> {
    await queries
      .insertInto('known_browser')
      .values({
        account_id: row.accountId,
        browser_hash: row.browserHash,
        seen_at: row.at,
      })
      // Two tabs of one browser may sign in at the same moment.
      .onConflict((conflict) => conflict.columns(['account_id', 'browser_hash']).doNothing())
      .execute();
  }

  /** Keeps the latest so many. */
  async trim(queries: Queries, accountId: AccountId, keep: number): Promise<void> {
    const old = await queries
      .selectFrom('known_browser')
      .select('browser_hash')
      .where('account_id', '=', accountId)
      .orderBy('seen_at', 'desc')
      .orderBy('browser_hash')
      .limit(100)
      .offset(keep)
      .execute();
    for (const { browser_hash } of old) {
      await queries
        .deleteFrom('known_browser')
        .where('account_id', '=', accountId)
        .where('browser_hash', '=', browser_hash)
        .execute();
    }
  }
}
