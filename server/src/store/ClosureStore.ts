import type { AccountId } from '@conclave/shared/ids';
import type { Database, Queries } from './Database.ts';
import { lastUndo } from './lastUndo.ts';

/** When accounts go that their owners have closed. */
export class ClosureStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Null: it stays. Undefined: there is no such account. */
  async find(
    accountId: AccountId,
    queries: Queries = this.#database.query,
  ): Promise<{ companyId: string; closesAt: number | null } | undefined> {
    return queries
      .selectFrom('account')
      .select(['company_id as companyId', 'closes_at as closesAt'])
      .where('id', '=', accountId)
      .executeTakeFirst();
  }

  /** The same, while nobody else changes what opens the account, or when it goes. */
  async hold(
    queries: Queries,
    accountId: AccountId,
  ): Promise<{ companyId: string; closesAt: number | null } | undefined> {
    const account = queries.selectFrom('account').select('id').where('id', '=', accountId);
    // On SQLite a transaction is alone anyway, and it does not know the words.
    if (this.#database.dialect === 'postgres') await account.forNoKeyUpdate().execute();
    return this.find(accountId, queries);
  }

  /** Until when somebody who had its address, or its kit, may have it back. */
  lastUndo(queries: Queries, accountId: AccountId): Promise<number | undefined> {
    return lastUndo(queries, accountId);
  }

  async set(queries: Queries, accountId: AccountId, closesAt: number | null): Promise<void> {
    await queries
      .updateTable('account')
      .set({ closes_at: closesAt })
      .where('id', '=', accountId)
      .execute();
  }

  /** Of a company, those who neither leave nor were removed, but one. */
  async others(queries: Queries, companyId: string, but: AccountId): Promise<OtherRow[]> {
    return queries
      .selectFrom('account')
      .select(['role', 'suspended_at as suspendedAt'])
      .where('company_id', '=', companyId)
      .where('id', '!=', but)
      .where('removed_at', 'is', null)
      .where('closes_at', 'is', null)
      .execute();
  }
}

interface OtherRow {
  readonly role: 'admin' | 'organizer';
  readonly suspendedAt: number | null;
}
