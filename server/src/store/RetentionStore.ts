import { CompanyPolicy } from '@conclave/shared/wire/companyApi';
import type { AccountId, MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import type { Held } from '../retention/due.ts';
import { LONGEST_CLOSING_MS } from '../retention/retentionSettings.ts';
import { sql, type Database, type Queries } from './Database.ts';
import { openAddresses } from './person.ts';

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

/** What databases say to a question. */
type Answer = 0 | 1 | boolean;

interface MeetingDates {
  readonly id: MeetingId;
  readonly companyId: string;
  readonly running: Answer;
  readonly restricted: Answer;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly plannedEnd: number | null;
  readonly keepDays: number | null;
}

interface PolicySince {
  readonly since: number;
  readonly longestDays: number | null;
}

/** Clocks of several nodes are never quite the same. */
const CLOCKS_DIFFER_MS = 3_600_000;

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
      .select(['id', 'paid_until as paidUntil', someoneRestricted.as('restricted')])
      .where('id', '=', id)
      .executeTakeFirst();
    return row && { what: 'company', ...row, restricted: Boolean(row.restricted) };
  }

  async heldAccount(queries: Queries, id: AccountId): Promise<Held | undefined> {
    const row = await leavers(queries).where('id', '=', id).executeTakeFirst();
    return row && { what: 'account', ...row, restricted: Boolean(row.restricted) };
  }

  async heldMeeting(id: MeetingId): Promise<Held | undefined> {
    return (await this.#meetings(id))[0];
  }

  /**
   * What a clock wrote that was ahead, and was set right since: nobody who closed their account, or was removed,
   * stays longer than they would have by the right one.
   */
  async mendFuture(now: number): Promise<void> {
    const { query } = this.#database;
    const latest = now + LONGEST_CLOSING_MS;
    await query
      .updateTable('account')
      .set({ closes_at: latest })
      .where('closes_at', '>', latest)
      .execute();
    await query
      .updateTable('account')
      .set({ removed_at: now })
      .where('removed_at', '>', now + CLOCKS_DIFFER_MS)
      .execute();
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
  async recipients(companyId: string): Promise<RecipientRow[]> {
    const rows = await this.#database.query
      .selectFrom('account')
      .select(['id as accountId', 'address', 'language'])
      .where('company_id', '=', companyId)
      .where('removed_at', 'is', null)
      .orderBy('id')
      .execute();
    return openAddresses(this.#database.accountKeys, rows);
  }

  async #companies(): Promise<Held[]> {
    const rows = await this.#database.query
      .selectFrom('company')
      .select(['id', 'paid_until as paidUntil', someoneRestricted.as('restricted')])
      .where('paid_until', 'is not', null)
      .execute();
    return rows.map((row) => ({ what: 'company', ...row, restricted: Boolean(row.restricted) }));
  }

  async #leavers(): Promise<Held[]> {
    const rows = await leavers(this.#database.query)
      .where((row) => row.or([row('removed_at', 'is not', null), row('closes_at', 'is not', null)]))
      .execute();
    return rows.map((row) => ({ what: 'account', ...row, restricted: Boolean(row.restricted) }));
  }

  /** Those that have a date of their own, or a company with a longest time. */
  async #meetings(only?: MeetingId): Promise<Held[]> {
    const { query } = this.#database;
    const { rows } = await sql<MeetingDates>`
      select meeting.id as id, account.company_id as "companyId",
        exists (select 1 from session where running_for = meeting.id) as running,
        meeting.created_at as "createdAt", meeting.ended_at as "endedAt",
        meeting.ends_at as "plannedEnd", meeting.keep_days as "keepDays",
        ${ownerRestricted} as restricted
      from meeting join account on account.id = meeting.account_id
      where (meeting.keep_days is not null or account.company_id in (
        select company_id from company_policy
        where policy not like '%"longestAutoDeleteDays":null%'
      )) and (${only === undefined ? sql`true` : sql`meeting.id = ${only}`})
    `.execute(query);
    const policies = rows.length === 0 ? new Map<string, PolicySince[]>() : await this.#policies();
    return rows.map(({ companyId, running, restricted, ...row }) => ({
      what: 'meeting',
      ...row,
      running: Boolean(running),
      restricted: Boolean(restricted),
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
    .select([
      'id',
      'removed_at as removedAt',
      'closes_at as closesAt',
      ownerRestricted.as('restricted'),
    ]);
}

/** [R98] Of the account in the query. */
const ownerRestricted = sql<Answer>`exists (
  select 1 from rights_setting
  where rights_setting.account_id = account.id and restricted_at is not null
)`;

/** Of the company in the query. */
const someoneRestricted = sql<Answer>`exists (
  select 1 from rights_setting join account on account.id = rights_setting.account_id
  where account.company_id = company.id and restricted_at is not null
)`;

/** What exists keeps its own date: the rule of the day on which it was made. */
function inForce(policies: readonly PolicySince[], at: number): number | null {
  return policies.findLast(({ since }) => since <= at)?.longestDays ?? null;
}
