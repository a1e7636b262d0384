import type { AccountId, MeetingId } from '@conclave/shared/ids';
import type { MeetingSchedule, SeriesId } from '@conclave/shared/wire/scheduleApi';
import type { Database } from './Database.ts';

export interface SeriesRow {
  readonly id: SeriesId;
  readonly accountId: AccountId;
  readonly sealedCopied: Uint8Array;
  readonly sealedMailed: Uint8Array;
  readonly changedAt: number;
}

/** The times of planned meetings, and the sealed tables of series. */
export class ScheduleStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Writes the times of a meeting of one's own; false if there is none. */
  async plan(accountId: AccountId, id: MeetingId, times: MeetingSchedule): Promise<boolean> {
    const { numUpdatedRows } = await this.#database.query
      .updateTable('meeting')
      .set({ starts_at: times.startsAt, ends_at: times.endsAt, keep_days: times.keepDays })
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  series(id: SeriesId): Promise<SeriesRow | undefined> {
    return this.#database.query
      .selectFrom('series')
      .select([
        'id',
        'account_id as accountId',
        'sealed_copied as sealedCopied',
        'sealed_mailed as sealedMailed',
        'changed_at as changedAt',
      ])
      .where('id', '=', id)
      .executeTakeFirst();
  }

  async countOf(accountId: AccountId): Promise<number> {
    const { count } = await this.#database.query
      .selectFrom('series')
      .select((of) => of.fn.countAll<number | string>().as('count'))
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Writes the tables; never those of somebody else's series. */
  async putSeries({
    id,
    accountId,
    sealedCopied,
    sealedMailed,
    changedAt,
  }: SeriesRow): Promise<void> {
    const tables = {
      sealed_copied: sealedCopied,
      sealed_mailed: sealedMailed,
      changed_at: changedAt,
    };
    await this.#database.query
      .insertInto('series')
      .values({ id, account_id: accountId, ...tables })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(tables).where('series.account_id', '=', accountId),
      )
      .execute();
  }

  async deleteSeries(accountId: AccountId, id: SeriesId): Promise<void> {
    await this.#database.query
      .deleteFrom('series')
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .execute();
  }
}
