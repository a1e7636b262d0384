import { createHmac } from 'node:crypto';
import type { Secret } from '@conclave/shared/Secret';
import type { AttemptCounts } from '../accounts/AttemptCounts.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Database } from './Database.ts';

/** How often what nobody counts any more is removed. */
const SWEEP_MS = 60_000;

export interface AttemptStoreOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Keys the hashes: who reads the table learns no addresses. */
  readonly pepper: Secret<string>;
  /** What is counted, so that no two mix. */
  readonly what: string;
  readonly perMs: number;
}

/** Counted where all nodes see it. When it cannot be counted it throws: nobody gets in uncounted. */
export class AttemptStore implements AttemptCounts {
  readonly #options: AttemptStoreOptions;
  #sweptAt = 0;

  constructor(options: AttemptStoreOptions) {
    this.#options = options;
  }

  async add(key: string): Promise<number> {
    const { database, clock, perMs } = this.#options;
    const now = clock.now();
    await this.#sweep(now);
    const { count } = await database.query
      .insertInto('attempt_count')
      .values({ key: this.#hash(key), count: 1, until: now + perMs })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((row) => ({
          count: row
            .case()
            .when('attempt_count.until', '<=', now)
            .then(1)
            .else(row('attempt_count.count', '+', 1))
            .end(),
          until: row
            .case()
            .when('attempt_count.until', '<=', now)
            .then(now + perMs)
            .else(row.ref('attempt_count.until'))
            .end(),
        })),
      )
      .returning('count')
      .executeTakeFirstOrThrow();
    return count;
  }

  async giveBack(key: string): Promise<void> {
    await this.#options.database.query
      .updateTable('attempt_count')
      .set((row) => ({ count: row('count', '-', 1) }))
      .where('key', '=', this.#hash(key))
      .where('count', '>', 0)
      .execute();
  }

  async #sweep(now: number): Promise<void> {
    if (now - this.#sweptAt < SWEEP_MS) return;
    this.#sweptAt = now;
    await this.#options.database.query
      .deleteFrom('attempt_count')
      .where('until', '<=', now)
      .execute();
  }

  #hash(key: string): string {
    const { pepper, what } = this.#options;
    return createHmac('sha256', pepper.reveal()).update(`${what}\n${key}`).digest('base64url');
  }
}
