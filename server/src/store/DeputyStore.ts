import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { sql, type Database, type Queries } from './Database.ts';

export interface HostLinkRow {
  readonly linkId: string;
  readonly meetingId: MeetingId;
  readonly deputyId: AccountId | null;
  readonly expiresAt: number;
  readonly sealedHost: Uint8Array;
}

/** Host links of meetings, and who opened them. */
export class DeputyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#database.transaction(work);
  }

  /** What one link opens, with the account whose meetings these are. */
  async ofLink(
    queries: Queries,
    linkId: string,
  ): Promise<(HostLinkRow & { readonly ownerId: AccountId })[]> {
    return queries
      .selectFrom('host_link')
      .innerJoin('meeting', 'meeting.id', 'host_link.meeting_id')
      .select([...COLUMNS, 'meeting.account_id as ownerId'])
      .where('link_id', '=', linkId)
      .execute();
  }

  /** The links of all meetings of an account, with the names of who opened them. */
  async ofOwner(
    accountId: AccountId,
  ): Promise<{ linkId: string; expiresAt: number; first: string | null; last: string | null }[]> {
    return this.#database.query
      .selectFrom('host_link')
      .innerJoin('meeting', 'meeting.id', 'host_link.meeting_id')
      .leftJoin('account', 'account.id', 'host_link.deputy_id')
      .select([
        'link_id as linkId',
        'expires_at as expiresAt',
        'account.first_name as first',
        'account.last_name as last',
      ])
      .where('meeting.account_id', '=', accountId)
      .execute();
  }

  /** How many links other than this one a meeting has. */
  async others(queries: Queries, meetingId: MeetingId, linkId: string): Promise<number> {
    const { count } = await queries
      .selectFrom('host_link')
      .select((of) => of.fn.countAll<number | string>().as('count'))
      .where('meeting_id', '=', meetingId)
      .where('link_id', '!=', linkId)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async put(queries: Queries, row: HostLinkRow): Promise<void> {
    const changed = {
      deputy_id: row.deputyId,
      expires_at: row.expiresAt,
      sealed_host: row.sealedHost,
    };
    await queries
      .insertInto('host_link')
      .values({ link_id: row.linkId, meeting_id: row.meetingId, ...changed })
      .onConflict((conflict) => conflict.columns(['link_id', 'meeting_id']).doUpdateSet(changed))
      .execute();
  }

  async accept(queries: Queries, linkId: string, deputyId: AccountId): Promise<void> {
    await queries
      .updateTable('host_link')
      .set({ deputy_id: deputyId })
      .where('link_id', '=', linkId)
      .execute();
  }

  /** By whoever made it or opened it; of others nothing goes. */
  async drop(linkId: string, by: AccountId): Promise<void> {
    await this.#database.query
      .deleteFrom('host_link')
      .where('link_id', '=', linkId)
      .where((where) =>
        where.or([
          where('deputy_id', '=', by),
          where(
            'meeting_id',
            'in',
            where.selectFrom('meeting').select('id').where('account_id', '=', by),
          ),
        ]),
      )
      .execute();
  }

  /** Meetings of an account that a colleague holds the keys of. */
  async countPassingOn(accountId: AccountId): Promise<number> {
    const { rows } = await sql<{ n: number | string }>`
      select count(*) as n from meeting
      where account_id = ${accountId} and ${heir(accountId)} is not null
    `.execute(this.#database.query);
    return Number(rows[0]?.n ?? 0);
  }

  /** Gives the meetings of who was removed to colleagues who hold their keys. */
  async passOn(queries: Queries, accountId: AccountId): Promise<void> {
    await sql`
      update meeting set account_id = ${heir(accountId)}
      where account_id = ${accountId} and ${heir(accountId)} is not null
    `.execute(queries);
  }
}

/** Somebody active of the same company who opened a host link to the meeting: always the same one of several. */
function heir(accountId: AccountId) {
  return sql`(
    select min(host_link.deputy_id) from host_link
    join account as deputy on deputy.id = host_link.deputy_id
    where host_link.meeting_id = meeting.id
      and deputy.id <> ${accountId}
      and deputy.suspended_at is null and deputy.removed_at is null
      and deputy.company_id = (select company_id from account where id = ${accountId})
  )`;
}

const COLUMNS = [
  'link_id as linkId',
  'meeting_id as meetingId',
  'deputy_id as deputyId',
  'expires_at as expiresAt',
  'sealed_host as sealedHost',
] as const;
