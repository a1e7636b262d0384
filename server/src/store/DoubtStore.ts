import type { Doubt } from '../retention/believe.ts';
import type { Database } from './Database.ts';

const NAME = 'retention';

/** That the clock is doubted, for all nodes and across restarts. */
export class DoubtStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(): Promise<Doubt | undefined> {
    return this.#database.query
      .selectFrom('clock_doubt')
      .select(['since', 'last_at as lastAt', 'proven_ms as provenMs'])
      .where('name', '=', NAME)
      .executeTakeFirst();
  }

  async set({ since, lastAt: last_at, provenMs: proven_ms }: Doubt): Promise<void> {
    const values = { since, last_at, proven_ms };
    await this.#database.query
      .insertInto('clock_doubt')
      .values({ name: NAME, ...values })
      .onConflict((conflict) => conflict.column('name').doUpdateSet(values))
      .execute();
  }

  async clear(): Promise<void> {
    await this.#database.query.deleteFrom('clock_doubt').where('name', '=', NAME).execute();
  }
}
