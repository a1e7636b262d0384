import { CompanyPolicy } from '@conclave/shared/wire/companyApi';
import type { AccountId, MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import type { Held } from '../retention/due.ts';
import { sql, type Database, type Queries } from './Database.ts';

export interface LapsingRow {
  readonly id: string;
  readonly paidUntil: number;
  readonly noticedLapse: number | null;
  readonly noticedDays: number | null;
}

export interface RecipientRow {
  readonly address: string;
  readonly language: string;
}

interface MeetingDates {
  readonly id: MeetingId;
  readonly companyId: string;
  readonly running: 0 | 1 | boolean;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly plannedEnd: number | null;
  readonly keepDays: number | null;
}

interface PolicySince {
  readonly since: number;
  readonly longestDays: number | null;
}

/** What there is that has an end, for the decision when it comes. */
export class RetentionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Everything that may go some day by itself. */
  async held(): Promise<Held[]> {
    return [...(await this.#companies()), ...(await this.#leavers()), ...(await this.#meetings())];
  }

  /** One of them as it is now; undefined if it is gone. */
  async heldCompany(queries: Queries, id: string): Promise<Held | undefined> {
    const row = await queries
      .selectFrom('company')
      .select(['id', 'paid_until as paidUntil'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row && { what: 'company', ...row };
  }

  async heldAccount(queries: Queries, id: AccountId): Promise<Held | undefined> {
    const row = await leavers(queries).where('id', '=', id).executeTakeFirst();
    return row && { what: 'account', ...row };
  }

  async heldMeeting(id: MeetingId): Promise<Held | undefined> {
    return (await this.#meetings(id))[0];
  }

  /** Companies that are paid to some day, and what they were told. */
  async lapsing(now: number): Promise<LapsingRow[]> {
    const rows = await this.#database.query
      .selectFrom('company')
      .select([
        'id',
        'paid_until as paidUntil',
        'noticed_lapse as noticedLapse',
        'noticed_days as noticedDays',
      ])
      .where('paid_until', '<=', now)
      .execute();
    return rows.flatMap(({ paidUntil, ...row }) =>
      paidUntil === null ? [] : [{ ...row, paidUntil }],
    );
  }

  async noticed(id: string, { lapse, days }: { lapse: number; days: number }): Promise<void> {
    await this.#database.query
      .updateTable('company')
      .set({ noticed_lapse: lapse, noticed_days: days })
      .where('id', '=', id)
      .execute();
  }

  /** Whose data a company holds. */
  recipients(companyId: string): Promise<RecipientRow[]> {
    return this.#database.query
      .selectFrom('account')
      .select(['address', 'language'])
      .where('company_id', '=', companyId)
      .where('removed_at', 'is', null)
      .orderBy('id')
      .execute();
  }

  async #companies(): Promise<Held[]> {
    const rows = await this.#database.query
      .selectFrom('company')
      .select(['id', 'paid_until as paidUntil'])
      .where('paid_until', 'is not', null)
      .execute();
    return rows.map((row) => ({ what: 'company', ...row }));
  }

  async #leavers(): Promise<Held[]> {
    const rows = await leavers(this.#database.query)
      .where((row) => row.or([row('removed_at', 'is not', null), row('closes_at', 'is not', null)]))
      .execute();
    return rows.map((row) => ({ what: 'account', ...row }));
  }

  /** Those that have a date of their own, or a company with a longest time. */
  async #meetings(only?: MeetingId): Promise<Held[]> {
    const { query } = this.#database;
    const { rows } = await sql<MeetingDates>`
      select meeting.id as id, account.company_id as "companyId",
        exists (select 1 from session where running_for = meeting.id) as running,
        meeting.created_at as "createdAt", meeting.ended_at as "endedAt",
        meeting.ends_at as "plannedEnd", meeting.keep_days as "keepDays"
      from meeting join account on account.id = meeting.account_id
      where (meeting.keep_days is not null or account.company_id in (
        select company_id from company_policy
        where policy not like '%"longestAutoDeleteDays":null%'
      )) and (${only === undefined ? sql`true` : sql`meeting.id = ${only}`})
    `.execute(query);
    const policies = rows.length === 0 ? new Map<string, PolicySince[]>() : await this.#policies();
    return rows.map(({ companyId, running, ...row }) => ({
      what: 'meeting',
      ...row,
      running: Boolean(running),
      longestDays: inForce(policies.get(companyId) ?? [], row.createdAt),
    }));
  }

  /** By company, oldest first. */
  async #policies(): Promise<Map<string, PolicySince[]>> {
    const rows = await this.#database.query
      .selectFrom('company_policy')
      .select(['company_id', 'policy', 'changed_at'])
      .orderBy('version')
      .execute();
    const byCompany = Map.groupBy(rows, (row) => row.company_id);
    return new Map(
      Array.from(byCompany, ([id, versions]) => [
        id,
        versions.map(({ policy, changed_at: since }) => {
          const { longestAutoDeleteDays } = v.parse(CompanyPolicy, JSON.parse(policy));
          return { since, longestDays: longestAutoDeleteDays };
        }),
      ]),
    );
  }
}

function leavers(queries: Queries) {
  return queries
    .selectFrom('account')
    .select(['id', 'removed_at as removedAt', 'closes_at as closesAt']);
}

/** What exists keeps its own date: the rule of the day on which it was made. */
function inForce(policies: readonly PolicySince[], at: number): number | null {
  return policies.findLast(({ since }) => since <= at)?.longestDays ?? null;
}
