import type { AccountId } from '@conclave/shared/ids';
import type { Database, Queries } from './Database.ts';

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

  /** Until when somebody who had its address, or its kit, may have it back. */
  async lastUndo(queries: Queries, accountId: AccountId): Promise<number | undefined> {
    const row = await queries
      .selectFrom('address_undo')
      .select((links) => links.fn.max('expires_at').as('until'))
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    return row?.until ?? undefined;
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
