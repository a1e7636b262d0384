import type { Role } from '@conclave/shared/wire/accountApi';
import type { Database, Queries } from './Database.ts';

export interface CompanyRow {
  readonly id: string;
  readonly accountName: string | null;
  readonly companyName: string | null;
}

/** A company as the operator sees it. */
export interface CompanyEntry extends CompanyRow {
  readonly createdAt: number;
  readonly paidUntil: number | null;
}

export interface InviteRow {
  readonly companyId: string;
  readonly accountName: string | null;
  readonly role: Role;
}

interface WaitingInviteRow {
  readonly inviteId: string;
  readonly role: Role;
  readonly expiresAt: number;
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

  /**
   * What is done to one company is done one after the other: an admin who takes the last other admin's
   * role away meanwhile would leave nobody. Undefined if there is no such company.
   */
  alone<Result>(
    id: string,
    work: (queries: Queries) => Promise<Result>,
  ): Promise<Result | undefined> {
    return this.#database.transaction(async (queries) => {
      const company = queries.selectFrom('company').select('id').where('id', '=', id);
      // On SQLite a transaction is alone anyway, and it does not know the words.
      const locked = this.#database.dialect === 'postgres' ? company.forUpdate() : company;
      const found = await locked.executeTakeFirst();
      return found && (await work(queries));
    });
  }

  find(id: string): Promise<CompanyEntry | undefined> {
    return entries(this.#database.query).where('id', '=', id).executeTakeFirst();
  }

  /** Oldest first. */
  all(): Promise<CompanyEntry[]> {
    return entries(this.#database.query).orderBy('created_at').orderBy('id').execute();
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

  async setPaidUntil(queries: Queries, id: string, paidUntil: number | null): Promise<void> {
    await queries
      .updateTable('company')
      .set({ paid_until: paidUntil })
      .where('id', '=', id)
      .execute();
  }

  async insertInvite(
    queries: Queries,
    row: { tokenHash: string; companyId: string; role: Role; expiresAt: number },
  ): Promise<void> {
    await queries
      .insertInto('invite')
      .values({
        token_hash: row.tokenHash,
        company_id: row.companyId,
        role: row.role,
        expires_at: row.expiresAt,
      })
      .execute();
  }

  /** Those of a company that may still be used; the last to expire first. */
  invites(companyId: string, now: number): Promise<WaitingInviteRow[]> {
    return this.#database.query
      .selectFrom('invite')
      .select(['token_hash as inviteId', 'role', 'expires_at as expiresAt'])
      .where('company_id', '=', companyId)
      .where('expires_at', '>', now)
      .orderBy('expires_at', 'desc')
      .execute();
  }

  /** False if the company has no such invitation. */
  async deleteInvite(queries: Queries, companyId: string, inviteId: string): Promise<boolean> {
    const gone = await queries
      .deleteFrom('invite')
      .where('company_id', '=', companyId)
      .where('token_hash', '=', inviteId)
      .returning('token_hash')
      .execute();
    return gone.length === 1;
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

function entries(queries: Queries) {
  return queries
    .selectFrom('company')
    .select([
      'id',
      'account_name as accountName',
      'company_name as companyName',
      'created_at as createdAt',
      'paid_until as paidUntil',
    ]);
}
