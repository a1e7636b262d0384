import type { AccountId, MeetingId } from '@conclave/shared/ids';
import type { Role } from '@conclave/shared/wire/accountApi';
import { sql, type Database, type Queries } from './Database.ts';
import { openPerson } from './person.ts';

export interface MemberRow {
  readonly accountId: AccountId;
  readonly companyId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly address: string;
  readonly language: string;
  readonly role: Role;
  readonly joinedAt: number;
  readonly suspendedAt: number | null;
  readonly removedAt: number | null;
  /** Since when mail is known to arrive at the address. */
  readonly addressVerifiedAt: number | null;
}

/** Accounts as members of their company. */
export class MemberStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** In the order of their names. */
  async ofCompany(companyId: string): Promise<MemberRow[]> {
    const rows = await members(this.#database.query).where('company_id', '=', companyId).execute();
    const opened = await Promise.all(rows.map((row) => this.#open(row)));
    return opened.filter((row) => row !== undefined).sort(byName);
  }

  async find(
    accountId: AccountId,
    queries: Queries = this.#database.query,
  ): Promise<MemberRow | undefined> {
    const row = await members(queries).where('id', '=', accountId).executeTakeFirst();
    return row && this.#open(row);
  }

  /** Also of an account whose key is gone, and whose rows are still there. */
  async companyOf(accountId: AccountId): Promise<string | undefined> {
    const row = await this.#database.query
      .selectFrom('account')
      .select('company_id')
      .where('id', '=', accountId)
      .executeTakeFirst();
    return row?.company_id;
  }

  /** The same: all that there are. */
  async idsOf(companyId: string, queries: Queries = this.#database.query): Promise<AccountId[]> {
    const rows = await queries
      .selectFrom('account')
      .select('id')
      .where('company_id', '=', companyId)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Admins who can act, and stay. */
  async activeAdmins(queries: Queries, companyId: string): Promise<AccountId[]> {
    const rows = await queries
      .selectFrom('account')
      .select('id')
      .where('company_id', '=', companyId)
      .where('role', '=', 'admin')
      .where('suspended_at', 'is', null)
      .where('removed_at', 'is', null)
      .where('closes_at', 'is', null)
      .execute();
    return rows.map(({ id }) => id);
  }

  async setState(
    queries: Queries,
    accountId: AccountId,
    state: { suspendedAt: number | null; removedAt: number | null },
  ): Promise<void> {
    await queries
      .updateTable('account')
      .set({ suspended_at: state.suspendedAt, removed_at: state.removedAt })
      .where('id', '=', accountId)
      .execute();
  }

  async setRole(queries: Queries, accountId: AccountId, role: Role): Promise<void> {
    await queries.updateTable('account').set({ role }).where('id', '=', accountId).execute();
  }

  /** How much a removal takes along. */
  async belongings(accountId: AccountId): Promise<{ meetings: number; files: number }> {
    const { rows } = await sql<{ meetings: number | string; files: number | string }>`
      select
        (select count(*) from meeting where account_id = ${accountId}) as meetings,
        (select count(*) from file join meeting on meeting.id = file.meeting_id
          where account_id = ${accountId}) as files
    `.execute(this.#database.query);
    const [row] = rows;
    return { meetings: Number(row?.meetings ?? 0), files: Number(row?.files ?? 0) };
  }

  async meetings(accountId: AccountId): Promise<MeetingId[]> {
    const rows = await this.#database.query
      .selectFrom('meeting')
      .select('id')
      .where('account_id', '=', accountId)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** With vault, openers, sign-ins, and what made it somebody's deputy. */
  async delete(queries: Queries, accountId: AccountId): Promise<void> {
    await queries.deleteFrom('host_link').where('deputy_id', '=', accountId).execute();
    await queries.deleteFrom('account').where('id', '=', accountId).execute();
  }

  #open(row: MemberRow): Promise<MemberRow | undefined> {
    return openPerson(this.#database.accountKeys, row.accountId, row);
  }
}

/** The database holds the names sealed, and cannot sort by them. */
function byName(one: MemberRow, other: MemberRow): number {
  return (
    compare(one.lastName, other.lastName) ||
    compare(one.firstName, other.firstName) ||
    compare(one.accountId, other.accountId)
  );
}

/** By their letters' numbers, as the database compared them. */
function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function members(queries: Queries) {
  return queries
    .selectFrom('account')
    .select([
      'id as accountId',
      'company_id as companyId',
      'first_name as firstName',
      'last_name as lastName',
      'address',
      'language',
      'role',
      'registered_at as joinedAt',
      'suspended_at as suspendedAt',
      'removed_at as removedAt',
      'address_verified_at as addressVerifiedAt',
    ]);
}
