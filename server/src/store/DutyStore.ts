import type { Database } from './Database.ts';

/** Who does what only one node may do at a time, and how far the clock has come. */
export class DutyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Takes a duty or keeps it; false while another holds it. One that is held until a moment that
   * `farthest` has not reached was taken by a clock that went wrong, and is free.
   */
  async take(
    { name, holder }: { name: string; holder: string },
    { now, until, farthest }: { now: number; until: number; farthest: number },
  ): Promise<boolean> {
    const { query } = this.#database;
    await query
      .insertInto('duty')
      .values({ name, holder, held_until: 0 })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const taken = await query
      .updateTable('duty')
      .set({ holder, held_until: until })
      .where('name', '=', name)
      .where((row) =>
        row.or([
          row('holder', '=', holder),
          row('held_until', '<=', now),
          row('held_until', '>', farthest),
        ]),
      )
      .returning('name')
      .execute();
    return taken.length === 1;
  }

  async release({ name, holder }: { name: string; holder: string }): Promise<void> {
    await this.#database.query
      .updateTable('duty')
      .set({ held_until: 0 })
      .where('name', '=', name)
      .where('holder', '=', holder)
      .execute();
  }

  /** The latest moment under a name, once `at` is among them: marks rise only. */
  async mark(name: ClockMark, at: number): Promise<number> {
    await this.#database.query
      .insertInto('clock_mark')
      .values({ name, at })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet({ at }).where('clock_mark.at', '<', at),
      )
      .execute();
    return (await this.latest(name)) ?? at;
  }

  async latest(name: ClockMark): Promise<number | undefined> {
    const row = await this.#database.query
      .selectFrom('clock_mark')
      .select('at')
      .where('name', '=', name)
      .executeTakeFirst();
    return row?.at;
  }
}

/** The latest moment that was seen; the begin of the last sweep that ended well; of the last one that left no traces. */
export type ClockMark = 'seen' | 'swept' | 'clean';
