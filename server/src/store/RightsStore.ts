import type { AccountId } from '@conclave/shared/ids';
import type { RightsChange } from '@conclave/shared/wire/rightsApi';
import type { Database } from './Database.ts';
import { openAddresses } from './person.ts';

export interface RightsRow {
  readonly restrictedAt: number | null;
  readonly noStatistics: boolean;
  readonly afterDeath: 'undecided' | 'delete' | 'handOver';
  readonly registeredAt: number;
  readonly termsVersion: string;
  readonly dpaVersion: string;
  readonly toldVersion: string | null;
  readonly acknowledgedVersion: string | null;
}

export interface ToldPerson {
  readonly accountId: AccountId;
  readonly address: string;
  readonly language: string;
}

/** What accounts asked of their data, and which versions they have acknowledged. */
export class RightsStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async of(accountId: AccountId): Promise<RightsRow | undefined> {
    const row = await this.#database.query
      .selectFrom('account')
      .leftJoin('rights_setting', 'rights_setting.account_id', 'account.id')
      .leftJoin('policy_notice', 'policy_notice.account_id', 'account.id')
      .select([
        'restricted_at as restrictedAt',
        'no_statistics as noStatistics',
        'after_death as afterDeath',
        'registered_at as registeredAt',
        'terms_version as termsVersion',
        'dpa_version as dpaVersion',
        'told_version as toldVersion',
        'acknowledged_version as acknowledgedVersion',
      ])
      .where('account.id', '=', accountId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { noStatistics, afterDeath } = row;
    return { ...row, noStatistics: noStatistics === 1, afterDeath: afterDeath ?? 'undecided' };
  }

  async change(
    accountId: AccountId,
    { restricted, noStatistics, afterDeath }: RightsChange,
    now: number,
  ): Promise<void> {
    const values = {
      ...(restricted !== undefined && { restricted_at: restricted ? now : null }),
      ...(noStatistics !== undefined && {
        no_statistics: noStatistics ? (1 as const) : (0 as const),
      }),
      ...(afterDeath !== undefined && { after_death: afterDeath }),
    };
    if (Object.keys(values).length === 0) return;
    await this.#database.query
      .insertInto('rights_setting')
      .values({ account_id: accountId, ...values })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(values))
      .execute();
  }

  async acknowledge(
    accountId: AccountId,
    versions: { policy: string; terms: string; dpa: string },
    now: number,
  ): Promise<void> {
    await this.#database.transaction(async (queries) => {
      const seen = { acknowledged_version: versions.policy, acknowledged_at: now };
      await queries
        .insertInto('policy_notice')
        .values({ account_id: accountId, ...seen })
        .onConflict((conflict) => conflict.column('account_id').doUpdateSet(seen))
        .execute();
      await queries
        .updateTable('account')
        .set({ terms_version: versions.terms, dpa_version: versions.dpa })
        .where('id', '=', accountId)
        .execute();
    });
  }

  /** Accounts that were there before `since` and have neither heard of a version nor acknowledged it. */
  async untold(
    { version, since }: { version: string; since: number },
    atMost: number,
  ): Promise<ToldPerson[]> {
    const rows = await this.#database.query
      .selectFrom('account')
      .leftJoin('policy_notice', 'policy_notice.account_id', 'account.id')
      .select(['account.id as accountId', 'address', 'language'])
      .where('registered_at', '<', since)
      .where('suspended_at', 'is', null)
      .where('removed_at', 'is', null)
      .where((row) =>
        row.and([
          row.or([row('told_version', 'is', null), row('told_version', '<>', version)]),
          row.or([
            row('acknowledged_version', 'is', null),
            row('acknowledged_version', '<>', version),
          ]),
        ]),
      )
      .limit(atMost)
      .execute();
    return openAddresses(this.#database.accountKeys, rows);
  }

  async told(accountId: AccountId, version: string): Promise<void> {
    const told = { told_version: version };
    await this.#database.query
      .insertInto('policy_notice')
      .values({ account_id: accountId, ...told })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(told))
      .execute();
  }
}
