import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { sql, type Database, type Queries } from './Database.ts';
import { openNames, type Names } from './person.ts';

export interface HostLinkRow {
  readonly linkId: string;
  readonly meetingId: MeetingId;
  readonly deputyId: AccountId | null;
  /** Until when it waits; of an accepted one: since when it is. */
  readonly expiresAt: number;
  readonly sealedHost: Uint8Array;
}

/** A row with what the link's owner and the meeting say of it. */
export interface FoundHostLinkRow extends HostLinkRow {
  readonly ownerId: AccountId;
  readonly firstName: string;
  readonly lastName: string;
  /** When the meeting is over; null: nobody said. */
  readonly endsAt: number | null;
}

/**
 * Host links of meetings, and who opened them. Until somebody accepts one, `expires_at` is when it ends to wait; from
 * then on it is when that was.
 */
export class DeputyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#database.transaction(work);
  }

  /** What one link opens, with the account whose meetings these are. Until the transaction ends nobody else changes it. */
  async ofLink(queries: Queries, linkId: string): Promise<FoundHostLinkRow[]> {
    const rows = queries
      .selectFrom('host_link')
      .innerJoin('meeting', 'meeting.id', 'host_link.meeting_id')
      .innerJoin('account as owner', 'owner.id', 'meeting.account_id')
      .select([
        ...COLUMNS,
        'meeting.account_id as ownerId',
        'meeting.ends_at as endsAt',
        'owner.first_name as firstName',
        'owner.last_name as lastName',
      ])
      .where('link_id', '=', linkId)
      .orderBy('meeting_id');
    const { dialect, accountKeys } = this.#database;
    const found = await (dialect === 'postgres' ? rows.forUpdate('host_link') : rows).execute();
    const opened = await Promise.all(
      found.map(async (row) => {
        const names = await openNames(accountKeys, row.ownerId, row);
        return names && { ...row, ...names };
      }),
    );
    return opened.filter((row) => row !== undefined);
  }

  /** The links of all meetings of an account, with the names of who opened them. */
  async ofOwner(
    accountId: AccountId,
  ): Promise<{ linkId: string; expiresAt: number; deputy: Names | undefined }[]> {
    const { query, accountKeys } = this.#database;
    const rows = await query
      .selectFrom('host_link')
      .innerJoin('meeting', 'meeting.id', 'host_link.meeting_id')
      .leftJoin('account', 'account.id', 'host_link.deputy_id')
      .select([
        'link_id as linkId',
        'expires_at as expiresAt',
        'deputy_id as deputyId',
        'account.first_name as firstName',
        'account.last_name as lastName',
      ])
      .where('meeting.account_id', '=', accountId)
      .execute();
    return Promise.all(
      rows.map(async ({ linkId, expiresAt, deputyId, firstName, lastName }) => {
        if (deputyId === null || firstName === null || lastName === null) {
          return { linkId, expiresAt, deputy: undefined };
        }
        const deputy = await openNames(accountKeys, deputyId, { firstName, lastName });
        return { linkId, expiresAt, deputy };
      }),
    );
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

  /** Who accepted it is written by `accept` alone. */
  async put(queries: Queries, row: HostLinkRow): Promise<void> {
    const changed = { expires_at: row.expiresAt, sealed_host: row.sealedHost };
    const named = { link_id: row.linkId, meeting_id: row.meetingId, deputy_id: row.deputyId };
    await queries
      .insertInto('host_link')
      .values({ ...named, ...changed })
      .onConflict((conflict) => conflict.columns(['link_id', 'meeting_id']).doUpdateSet(changed))
      .execute();
  }

  /** Only what still waits, of meetings that are not over: returns those. The rest of the link goes. */
  async accept(
    queries: Queries,
    linkId: string,
    { deputyId, now }: { deputyId: AccountId; now: number },
  ): Promise<MeetingId[]> {
    const accepted = await queries
      .updateTable('host_link')
      .set({ deputy_id: deputyId, expires_at: now })
      .where('link_id', '=', linkId)
      .where('deputy_id', 'is', null)
      .where('expires_at', '>', now)
      .where('meeting_id', 'in', (where) =>
        where
          .selectFrom('meeting')
          .select('id')
          .where((or) => or.or([or('ends_at', 'is', null), or('ends_at', '>', now)])),
      )
      .returning('meeting_id as meetingId')
      .execute();
    if (accepted.length > 0) await dropWaiting(queries, linkId);
    return accepted.map(({ meetingId }) => meetingId);
  }

  /** Its secret was seen on its way: it waits for nobody any more, and is no longer who it was seen with. */
  async dropExposed(linkId: string, by: AccountId): Promise<void> {
    await this.#database.query
      .deleteFrom('host_link')
      .where('link_id', '=', linkId)
      .where((where) => where.or([where('deputy_id', 'is', null), where('deputy_id', '=', by)]))
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

  /** Gives the meetings of who was removed to colleagues who hold their keys. Of other links to them none is left. */
  async passOn(queries: Queries, accountId: AccountId): Promise<void> {
    await sql`
      delete from host_link where exists (
        select 1 from meeting
        where meeting.id = host_link.meeting_id and meeting.account_id = ${accountId}
          and ${heir(accountId)} <> coalesce(host_link.deputy_id, '')
      )
    `.execute(queries);
    await sql`
      update meeting set account_id = ${heir(accountId)}
      where account_id = ${accountId} and ${heir(accountId)} is not null
    `.execute(queries);
  }
}

/** Somebody active of the same company who accepted a host link to the meeting: the first of several who did. */
function heir(accountId: AccountId) {
  return sql`(
    select held.deputy_id from host_link as held
    join account as deputy on deputy.id = held.deputy_id
    where held.meeting_id = meeting.id
      and deputy.id <> ${accountId}
      and deputy.suspended_at is null and deputy.removed_at is null
      and deputy.company_id = (select company_id from account where id = ${accountId})
    order by held.expires_at, held.deputy_id
    limit 1
  )`;
}

async function dropWaiting(queries: Queries, linkId: string): Promise<void> {
  await queries
    .deleteFrom('host_link')
    .where('link_id', '=', linkId)
    .where('deputy_id', 'is', null)
    .execute();
}

const COLUMNS = [
  'link_id as linkId',
  'meeting_id as meetingId',
  'deputy_id as deputyId',
  'expires_at as expiresAt',
  'sealed_host as sealedHost',
] as const;
