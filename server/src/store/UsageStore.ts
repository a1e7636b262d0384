import { sql, type Database } from './Database.ts';

type Count = number | string;

/** Sums over a company. Every query here ends in numbers. */
export class UsageStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async people(
    companyId: string,
  ): Promise<{ organizers: number; admins: number; suspended: number }> {
    const { rows } = await sql<{ organizers: Count; admins: Count; suspended: Count }>`
      select
        coalesce(sum(case when role = 'organizer' and away = 0 then 1 else 0 end), 0) as organizers,
        coalesce(sum(case when role = 'admin' and away = 0 then 1 else 0 end), 0) as admins,
        coalesce(sum(away), 0) as suspended
      from (
        select role, case when suspended_at is null and removed_at is null then 0 else 1 end as away
        from account where company_id = ${companyId}
      ) as people
    `.execute(this.#database.query);
    const [row] = rows;
    return {
      organizers: Number(row?.organizers ?? 0),
      admins: Number(row?.admins ?? 0),
      suspended: Number(row?.suspended ?? 0),
    };
  }

  /** When the company's meetings were made, since a moment: moments, of nobody. */
  async meetingsSince(companyId: string, since: number): Promise<number[]> {
    const rows = await this.#database.query
      .selectFrom('meeting')
      .innerJoin('account', 'account.id', 'meeting.account_id')
      .select('meeting.created_at as createdAt')
      .where('company_id', '=', companyId)
      .where('meeting.created_at', '>=', since)
      .execute();
    return rows.map(({ createdAt }) => createdAt);
  }

  async stored(
    companyId: string,
  ): Promise<{ meetings: number; fileBytes: number; documentBytes: number }> {
    const own = sql`select meeting.id from meeting join account on account.id = meeting.account_id
      where company_id = ${companyId}`;
    const { rows } = await sql<{ meetings: Count; files: Count; entries: Count; states: Count }>`
      select
        (select count(*) from (${own}) as mine) as meetings,
        (select coalesce(sum(sealed_bytes), 0) from file where meeting_id in (${own})) as files,
        (select coalesce(sum(size), 0) from document_entry
          join document on document.id = document_id where meeting_id in (${own})) as entries,
        (select coalesce(sum(size), 0) from document_checkpoint
          join document on document.id = document_id where meeting_id in (${own})) as states
    `.execute(this.#database.query);
    const [row] = rows;
    return {
      meetings: Number(row?.meetings ?? 0),
      fileBytes: Number(row?.files ?? 0),
      documentBytes: Number(row?.entries ?? 0) + Number(row?.states ?? 0),
    };
  }
}
