import type { Role } from '@conclave/shared/wire/accountApi';
import type { Database, Queries } from './Database.ts';

export interface CompanyRow {
  readonly id: string;
  readonly accountName: string | null;
  readonly companyName: string | null;
}

export interface InviteRow {
  readonly companyId: string;
  readonly accountName: string | null;
  readonly role: Role;
}

/** Companies and the one-time invitations into them. */
export class CompanyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get query(): Queries {
    return this.#database.query;
  }

  async insert(queries: Queries, row: CompanyRow & { createdAt: number }): Promise<void> {
    await queries
      .insertInto('company')
      .values({
        id: row.id,
        account_name: row.accountName,
        company_name: row.companyName,
        created_at: row.createdAt,
      })
      .execute();
  }

  async rename(queries: Queries, { id, accountName, companyName }: CompanyRow): Promise<void> {
    await queries
      .updateTable('company')
      .set({ account_name: accountName, company_name: companyName })
      .where('id', '=', id)
      .execute();
  }

  async setCompanyName(queries: Queries, id: string, companyName: string): Promise<void> {
    await queries
      .updateTable('company')
      .set({ company_name: companyName })
      .where('id', '=', id)
      .execute();
  }

  async insertInvite(row: {
    tokenHash: string;
    companyId: string;
    role: Role;
    expiresAt: number;
  }): Promise<void> {
    await this.#database.query
      .insertInto('invite')
      .values({
        token_hash: row.tokenHash,
        company_id: row.companyId,
        role: row.role,
        expires_at: row.expiresAt,
      })
      .execute();
  }

  /** An invitation that may still be used. */
  findInvite(tokenHash: string, now: number): Promise<InviteRow | undefined> {
    return this.#database.query
      .selectFrom('invite')
      .innerJoin('company', 'company.id', 'invite.company_id')
      .select(['company_id as companyId', 'account_name as accountName', 'role'])
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now)
      .executeTakeFirst();
  }

  /** Uses an invitation up; undefined if it is unknown, used or too old. */
  takeInvite(
    queries: Queries,
    tokenHash: string,
    now: number,
  ): Promise<{ companyId: string; role: Role } | undefined> {
    return queries
      .deleteFrom('invite')
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now)
      .returning(['company_id as companyId', 'role'])
      .executeTakeFirst();
  }

  async deleteOldInvites(now: number): Promise<void> {
    await this.#database.query.deleteFrom('invite').where('expires_at', '<=', now).execute();
  }
}
