import { expect, it } from 'vitest';
import type { AccountId } from '../../shared/src/ids.ts';
import { buildAccounts } from '../../server/src/accounts/buildAccounts.ts';
import { buildCompanies } from '../../server/src/companies/buildCompanies.ts';
import { organizerIn } from '../../server/src/mail/organizers.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { AccountStore } from '../../server/src/store/AccountStore.ts';
import { MemberStore } from '../../server/src/store/MemberStore.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { newAccountIn } from '../support/storedAccount.ts';

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };

async function setting(open: OpenDatabase) {
  const clock = new ManualClock();
  const database = await open(clock);
  const pepper = new Secret('p'.repeat(32));
  const { signIns } = buildAccounts({ database, clock, log, pepper, registration: 'open' });
  const company = buildCompanies({ database, clock, signIns, mailer: undefined });
  const accounts = new AccountStore(database);
  const members = new MemberStore(database);
  const mara = await newAccountIn(database, clock);
  const setVerifiedAt = (at: number | null): Promise<unknown> =>
    database.query
      .updateTable('account')
      .set({ address_verified_at: at })
      .where('id', '=', mara)
      .execute();
  await setVerifiedAt(clock.now());
  return {
    ...{ mara, setVerifiedAt, clock, members, database },
    companies: company.companies,
    organizerOf: organizerIn({
      accounts,
      requireActive: (id) => company.policies.requireActive(id),
    }),
  };
}

const refusal = (code: string): object => ({ name: 'RefusedError', code });

describeDatabases('[M-13] who may mail about meetings', (open) => {
  it('[R30] is named and answered as the account says', async () => {
    const { organizerOf, mara } = await setting(open);
    expect(await organizerOf(mara)).toEqual({
      name: 'Mara Feldhaus',
      accountName: null,
      address: `${mara.toLowerCase()}@hallwerk.example`,
    });
  });

  it('[R30] is nobody whose own address was not proven: replies would go to a stranger', async () => {
    const { organizerOf, mara, setVerifiedAt } = await setting(open);
    await setVerifiedAt(null);
    await expect(organizerOf(mara)).rejects.toMatchObject(refusal('addressUnverified'));
  });

  it('[R78] is nobody of a company that has lapsed, and again once it is paid', async () => {
    const { organizerOf, mara, companies, clock } = await setting(open);
    await companies.setPaidUntil(`company-${mara}`, clock.now());
    await expect(organizerOf(mara)).rejects.toMatchObject(refusal('lapsed'));
    await companies.setPaidUntil(`company-${mara}`, null);
    expect((await organizerOf(mara)).name).toBe('Mara Feldhaus');
  });

  it('[T15] is nobody who was suspended or removed, and nobody who never was', async () => {
    const { organizerOf, mara, members, database, clock } = await setting(open);
    const now = clock.now();
    const away = [
      { suspendedAt: now, removedAt: null },
      { suspendedAt: null, removedAt: now },
    ];
    for (const state of away) {
      await database.transaction((queries) => members.setState(queries, mara, state));
      await expect(organizerOf(mara)).rejects.toMatchObject(refusal('notAllowed'));
    }
    const nobody: AccountId = await newAccountIn(database, clock);
    await database.transaction((queries) => members.delete(queries, nobody));
    await expect(organizerOf(nobody)).rejects.toMatchObject(refusal('notAllowed'));
  });
});
