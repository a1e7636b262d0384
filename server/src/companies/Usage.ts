import type { CompanyUsage } from '@conclave/shared/wire/companyApi';
import { fromIsoTime, isoDay, type Clock } from '../ops/Clock.ts';
import type { UsageStore } from '../store/UsageStore.ts';
import type { Admin } from './CompanyCallers.ts';

const MONTHS = 12;

/** How much a company uses: sums, nothing about anybody. */
export class Usage {
  readonly #store: UsageStore;
  readonly #clock: Clock;

  constructor({ store, clock }: { store: UsageStore; clock: Clock }) {
    this.#store = store;
    this.#clock = clock;
  }

  async of({ companyId }: Admin): Promise<CompanyUsage> {
    const months = lastMonths(this.#clock.now());
    const since = Math.min(...months.map(({ begin }) => begin));
    const [people, made, stored] = [
      await this.#store.people(companyId),
      await this.#store.meetingsSince(companyId, since),
      await this.#store.stored(companyId),
    ];
    const perMonth = months.map(({ month, begin }) => ({
      begin,
      meetings: made.filter((at) => isoDay(at).startsWith(month)).length,
    }));
    return { ...people, ...stored, months: perMonth };
  }
}

/** The month of a moment and those before it, in UTC, oldest first. */
function lastMonths(now: number): { month: string; begin: number }[] {
  const [year = 0, month = 1] = isoDay(now).split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, index) => {
    const count = year * 12 + (month - 1) - (MONTHS - 1 - index);
    const name = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
    return { month: name, begin: fromIsoTime(`${name}-01T00:00:00Z`) ?? 0 };
  });
}
