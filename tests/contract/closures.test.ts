import { expect, it } from 'vitest';
import { Secret } from '../../shared/src/Secret.ts';
import { buildAccounts } from '../../server/src/accounts/buildAccounts.ts';
import { buildCompanies } from '../../server/src/companies/buildCompanies.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { Closures } from '../../server/src/retention/Closures.ts';
import { ClosureStore } from '../../server/src/store/ClosureStore.ts';
import { CompanyStore } from '../../server/src/store/CompanyStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };
const DAY_MS = 24 * 3_600_000;
const closingMs = 6 * DAY_MS;

async function setting(open: OpenDatabase) {
  const clock = new ManualClock();
  const database = await open(clock);
  const pepper = new Secret('p'.repeat(32));
  const accounts = buildAccounts({ database, clock, log, pepper, registration: 'open' });
  const { signIns } = accounts;
  const company = buildCompanies({ database, clock, signIns, mailer: undefined });
  const called: number[] = [];
  const closures = new Closures({
    ...{ closures: new ClosureStore(database), companies: new CompanyStore(database) },
    ...{ clock, closingMs, due: () => void called.push(clock.now()) },
  });
  async function organizer(invite: string | null = null) {
    const input = await new NodeBrowser('http://localhost').draftRegistration({ invite });
    await accounts.registrar.register(input, '203.0.113.77');
    return company.callers.ofAccount(input.accountId);
  }
  return { clock, company, closures, called, organizer };
}

describeDatabases('closing an account', (open) => {
  it('[R81] says when it goes, is not put off by asking again, and can be taken back until then', async () => {
    const { clock, closures, called, organizer } = await setting(open);
    const { accountId } = await organizer();
    expect(await closures.of(accountId)).toBeNull();
    const goes = clock.now() + closingMs;
    expect(await closures.request(accountId)).toBe(goes);
    clock.advance(DAY_MS);
    expect(await closures.request(accountId)).toBe(goes);
    expect(await closures.of(accountId)).toBe(goes);
    await closures.cancel(accountId);
    expect(await closures.of(accountId)).toBeNull();
    await closures.request(accountId);
    clock.advance(closingMs);
    await expect(closures.cancel(accountId)).rejects.toMatchObject({ code: 'notNow' });
    expect(called).toEqual([]);
  });

  it('[R81] lets an account go at once, also one that waits already', async () => {
    const { clock, closures, called, organizer } = await setting(open);
    const { accountId } = await organizer();
    await closures.request(accountId);
    expect(await closures.request(accountId, 'atOnce')).toBe(clock.now());
    expect(called).toEqual([clock.now()]);
    await expect(closures.cancel(accountId)).rejects.toMatchObject({ code: 'notNow' });
  });

  it('[R27] keeps an admin for those who stay; whoever is alone may go', async () => {
    const { company, closures, organizer } = await setting(open);
    const admin = await organizer();
    const { token } = await company.companies.invite(admin, 'organizer');
    const other = await organizer(token);
    await expect(closures.request(admin.accountId)).rejects.toMatchObject({ code: 'lastAdmin' });
    await closures.request(other.accountId);
    expect(await closures.request(admin.accountId)).toBeGreaterThan(0);
  });

  it('[R27] nor do those who leave count when the last admin of those who stay would go', async () => {
    const { company, closures, organizer } = await setting(open);
    const leaving = await organizer();
    const { token } = await company.companies.invite(leaving, 'admin');
    const last = await organizer(token);
    await closures.request(leaving.accountId);
    const demoted = company.members.change(last, last.accountId, { to: 'role', role: 'organizer' });
    await expect(demoted).rejects.toMatchObject({ code: 'lastAdmin' });
  });
});
