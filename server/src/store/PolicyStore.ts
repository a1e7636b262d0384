import type { Database, Queries } from './Database.ts';

export interface PolicyRow {
  readonly version: number;
  /** JSON. */
  readonly policy: string;
  readonly changedAt: number;
}

/** The policies that companies have had; the newest holds. */
export class PolicyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  newest(
    companyId: string,
    queries: Queries = this.#database.query,
  ): Promise<PolicyRow | undefined> {
    return queries
      .selectFrom('company_policy')
      .select(['version', 'policy', 'changed_at as changedAt'])
      .where('company_id', '=', companyId)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
  }

  async insert(queries: Queries, companyId: string, row: PolicyRow): Promise<void> {
    await queries
      .insertInto('company_policy')
      .values({
        company_id: companyId,
        version: row.version,
        policy: row.policy,
        changed_at: row.changedAt,
      })
      .execute();
  }
}
