import type { Queries, Database } from './Database.ts';

export interface AuditRow {
  readonly number: number;
  readonly at: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string | null;
  readonly detail: string | null;
  readonly hash: Uint8Array;
}

/** What was done to companies, in order. Nothing here changes or removes an entry. */
export class AuditStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  last(queries: Queries, companyId: string): Promise<AuditRow | undefined> {
    return entries(queries, companyId).orderBy('number', 'desc').limit(1).executeTakeFirst();
  }

  /** Only within what holds the company alone: two entries at once would take one number. */
  async append(queries: Queries, companyId: string, row: AuditRow): Promise<void> {
    await queries
      .insertInto('audit_entry')
      .values({ company_id: companyId, ...row })
      .execute();
  }

  /** Newest first, before a number. */
  page(companyId: string, before: number, limit: number): Promise<AuditRow[]> {
    return entries(this.#database.query, companyId)
      .where('number', '<', before)
      .orderBy('number', 'desc')
      .limit(limit)
      .execute();
  }

  /** Oldest first, after a number. */
  after(companyId: string, number: number, limit: number): Promise<AuditRow[]> {
    return entries(this.#database.query, companyId)
      .where('number', '>', number)
      .orderBy('number')
      .limit(limit)
      .execute();
  }
}

function entries(queries: Queries, companyId: string) {
  return queries
    .selectFrom('audit_entry')
    .select(['number', 'at', 'actor', 'act', 'subject', 'detail', 'hash'])
    .where('company_id', '=', companyId);
}
