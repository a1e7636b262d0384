import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Clock } from '../ops/Clock.ts';
import type { ClosureStore } from '../store/ClosureStore.ts';
import type { CompanyStore } from '../store/CompanyStore.ts';
import type { Queries } from '../store/Database.ts';

export interface ClosuresOptions {
  readonly closures: ClosureStore;
  readonly companies: CompanyStore;
  readonly clock: Clock;
  /** [R81] How long a closure can be taken back. */
  readonly closingMs: number;
  /** Called when an account goes at once: nothing waits for the next round. */
  readonly due: () => void;
}

/**
 * [R81] Accounts that their owners close. The caller has made sure that it is the owner who asks, by a
 * fresh password. Until its moment everything stays as it is; then the sweep erases it for good.
 */
export class Closures {
  readonly #options: ClosuresOptions;

  constructor(options: ClosuresOptions) {
    this.#options = options;
  }

  /** When the account goes; null if it stays. */
  async of(accountId: AccountId): Promise<number | null> {
    const found = await this.#options.closures.find(accountId);
    if (found === undefined) throw new RefusedError('notFound');
    return found.closesAt;
  }

  /**
   * Closes an account: after the time in which that can be taken back, or at once. Returns when it goes;
   * asking again later does not put that off. `lastAdmin` if others would be left without an admin.
   * [V-21] It goes no earlier than the last link that could still take back who changed its address or kit. `hold`
   * refuses, in the same transaction, what was proven a moment before and counts no more.
   */
  request(
    accountId: AccountId,
    when: 'afterUndo' | 'atOnce' = 'afterUndo',
    hold: (queries: Queries) => Promise<void> = () => Promise.resolve(),
  ): Promise<number> {
    const { clock, closingMs } = this.#options;
    const asked = clock.now() + (when === 'atOnce' ? 0 : closingMs);
    return this.#alone(accountId, async (queries, { companyId, closesAt }) => {
      await hold(queries);
      await this.#checkAnotherAdmin(queries, companyId, accountId);
      const undo =
        when === 'atOnce' ? undefined : await this.#options.closures.lastUndo(queries, accountId);
      const goes = Math.min(Math.max(asked, undo ?? 0), closesAt ?? Infinity);
      await this.#options.closures.set(queries, accountId, goes);
      return goes;
    }).then((goes) => {
      if (goes <= clock.now()) this.#options.due();
      return goes;
    });
  }

  /** Everything stays. `notNow` once its moment has come. */
  cancel(accountId: AccountId): Promise<void> {
    return this.#alone(accountId, async (queries, { closesAt }) => {
      if (closesAt === null) return;
      if (closesAt <= this.#options.clock.now()) throw new RefusedError('notNow');
      await this.#options.closures.set(queries, accountId, null);
    });
  }

  /** Whoever leaves alone takes the company along; others need somebody who administers it. */
  async #checkAnotherAdmin(queries: Queries, companyId: string, leaving: AccountId): Promise<void> {
    const others = await this.#options.closures.others(queries, companyId, leaving);
    const able = others.some((other) => other.role === 'admin' && other.suspendedAt === null);
    if (others.length > 0 && !able) throw new RefusedError('lastAdmin');
  }

  /** Two admins who leave at the same time would each see the other stay. */
  async #alone<Result>(
    accountId: AccountId,
    work: (
      queries: Queries,
      account: { companyId: string; closesAt: number | null },
    ) => Promise<Result>,
  ): Promise<Result> {
    const { closures, companies } = this.#options;
    const known = await closures.find(accountId);
    if (known === undefined) throw new RefusedError('notFound');
    const done = await companies.alone(known.companyId, async (queries) => {
      const account = await closures.hold(queries, accountId);
      if (account === undefined) throw new RefusedError('notFound');
      return { result: await work(queries, account) };
    });
    if (done === undefined) throw new RefusedError('notFound');
    return done.result;
  }
}
