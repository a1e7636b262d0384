import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { MeetingSchedule, SeriesId, SeriesTables } from '@conclave/shared/wire/scheduleApi';
import type { CompanyPolicy } from '@conclave/shared/wire/companyApi';
import type { Clock } from '../ops/Clock.ts';
import type { ScheduleStore } from '../store/ScheduleStore.ts';

/** Series of one account. Nobody keeps a hundred going; more is somebody filling the disk. */
const MAX_SERIES = 1_000;

export interface SchedulesOptions {
  readonly store: ScheduleStore;
  readonly clock: Clock;
  /** What the company of an account allows. */
  readonly rules: { ofAccount(accountId: AccountId): Promise<CompanyPolicy> };
}

/** When meetings are planned, and where the links of series lead. Topics and people stay in vaults. */
export class Schedules {
  readonly #store: ScheduleStore;
  readonly #clock: Clock;
  readonly #rules: SchedulesOptions['rules'];

  constructor({ store, clock, rules }: SchedulesOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#rules = rules;
  }

  /** The times of one's own meeting; what is foreign does not exist (T15). `policyForbids` a date beyond the company's longest [R58]. */
  async plan(accountId: AccountId, id: MeetingId, times: MeetingSchedule): Promise<void> {
    const { longestAutoDeleteDays: longest } = await this.#rules.ofAccount(accountId);
    if (longest !== null && (times.keepDays ?? 0) > longest)
      throw new RefusedError('policyForbids');
    if (!(await this.#store.plan(accountId, id, times))) throw new RefusedError('notFound');
  }

  /** [C-3] The tables behind a series' links, new or renewed. */
  async putSeries(accountId: AccountId, id: SeriesId, tables: SeriesTables): Promise<void> {
    const known = await this.#store.series(id);
    if (known !== undefined && known.accountId !== accountId) throw new RefusedError('notFound');
    if (known === undefined && (await this.#store.countOf(accountId)) >= MAX_SERIES) {
      throw new RefusedError('tooMany');
    }
    const sealedCopied = fromBase64Url(tables.copied);
    const sealedMailed = fromBase64Url(tables.mailed);
    const changedAt = this.#clock.now();
    await this.#store.putSeries({ id, accountId, sealedCopied, sealedMailed, changedAt });
  }

  /** For whoever has the link: the id is 128 random bits, and the tables open with the link only. */
  async series(id: SeriesId): Promise<SeriesTables> {
    const row = await this.#store.series(id);
    if (row === undefined) throw new RefusedError('notFound');
    return { copied: toBase64Url(row.sealedCopied), mailed: toBase64Url(row.sealedMailed) };
  }

  async deleteSeries(accountId: AccountId, id: SeriesId): Promise<void> {
    await this.#store.deleteSeries(accountId, id);
  }
}
