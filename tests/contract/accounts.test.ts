import * as v from 'valibot';
import { expect, it } from 'vitest';
import { AccountId } from '../../shared/src/ids.ts';
import { policyVersions } from '../../shared/src/dataMap/policyVersions.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { buildAccounts, type Accounts } from '../../server/src/accounts/buildAccounts.ts';
import { ABSOLUTE_MS, IDLE_MS } from '../../server/src/accounts/SignIns.ts';
import { buildCompanies } from '../../server/src/companies/buildCompanies.ts';
import { INVITE_MS, type Companies } from '../../server/src/companies/Companies.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };

interface Setting extends Accounts {
  readonly companies: Companies;
  readonly database: Database;
  readonly clock: ManualClock;
  /** Somebody with an account, and the token of the first sign-in. */
  readonly register: (ip?: string) => Promise<{ accountId: AccountId; token: string }>;
}

async function setting(open: OpenDatabase): Promise<Setting> {
  const clock = new ManualClock();
  const database = await open(clock);
  const pepper = new Secret('p'.repeat(32));
  const accounts = buildAccounts({ database, clock, log, pepper, registration: 'open' });
  const { signIns } = accounts;
  const { companies } = buildCompanies({ database, clock, signIns, mailer: undefined });
  return {
    ...accounts,
    companies,
    database,
    clock,
    register: async (ip = '203.0.113.77') => {
      const input = await new NodeBrowser('http://localhost').draftRegistration();
      return { accountId: input.accountId, token: await accounts.registrar.register(input, ip) };
    },
  };
}

async function rows(database: Database, table: string): Promise<Record<string, unknown>[]> {
  const found = await sql<Record<string, unknown>>`select * from ${sql.raw(table)}`.execute(
    database.query,
  );
  return found.rows;
}

const HOUR_MS = 3_600_000;

describeDatabases('accounts in the store', (open) => {
  it('[T16] ends a sign-in that was not used for 12 hours', async () => {
    const { signIns, clock, register } = await setting(open);
    const { token, accountId } = await register();
    clock.advance(IDLE_MS - 1);
    expect(await signIns.ofToken(token)).toMatchObject({ accountId, role: 'admin' });
    clock.advance(IDLE_MS - 1);
    expect(await signIns.ofToken(token)).toBeDefined();
    clock.advance(IDLE_MS);
    expect(await signIns.ofToken(token)).toBeUndefined();
    clock.advance(-IDLE_MS);
    expect(await signIns.ofToken(token)).toBeUndefined();
  });

  it('[T16] ends a sign-in after 30 days, however much it is used', async () => {
    const { signIns, clock, register, database } = await setting(open);
    const { token } = await register();
    for (let hours = 0; hours < ABSOLUTE_MS / HOUR_MS - 6; hours += 6) {
      clock.advance(6 * HOUR_MS);
      expect(await signIns.ofToken(token)).toBeDefined();
    }
    clock.advance(6 * HOUR_MS);
    expect(await signIns.ofToken(token)).toBeUndefined();
    expect(await rows(database, 'sign_in')).toEqual([]);
  });

  it('[T16] tells who holds sockets which sign-ins have ended, once each', async () => {
    const { signIns, register } = await setting(open);
    const { token, accountId } = await register();
    const caller = await signIns.ofToken(token);
    const ended: string[] = [];
    const stop = signIns.onEnded((ids) => ended.push(...ids));
    await signIns.end(token);
    await signIns.end(token);
    expect(ended).toEqual([caller?.signInId]);
    stop();
    await signIns.end(await signIns.start(accountId));
    expect(ended).toHaveLength(1);
  });

  it('keeps no token: what the database holds signs nobody in', async () => {
    const { signIns, register, database } = await setting(open);
    const { token } = await register();
    const [row] = await rows(database, 'sign_in');
    expect(JSON.stringify(row)).not.toContain(token);
    expect(await signIns.ofToken(String(row?.['token_hash']))).toBeUndefined();
  });

  it('forgets sign-ins that are over when somebody signs in', async () => {
    const { signIns, clock, register, database } = await setting(open);
    const { accountId } = await register();
    await signIns.start(accountId);
    clock.advance(IDLE_MS);
    await signIns.start(accountId);
    expect(await rows(database, 'sign_in')).toHaveLength(1);
  });

  it('[R39] keeps the network of a registration, not the address, and the moment', async () => {
    const { clock, register, database } = await setting(open);
    await register('203.0.113.77');
    await register('2001:db8:1:2:3::4');
    const found = await rows(database, 'account');
    expect(found.map((row) => row['registered_from']).sort()).toEqual([
      '2001:db8:1::',
      '203.0.113.0',
    ]);
    expect(found.map((row) => row['registered_at'])).toEqual([clock.now(), clock.now()]);
  });

  it('[R10] writes no row anywhere for terms that were not accepted', async () => {
    const { registrar, database } = await setting(open);
    const input = await new NodeBrowser('http://localhost').draftRegistration();
    const { terms } = policyVersions;
    for (const wrong of [{ termsVersion: null }, { termsVersion: terms, dpaVersion: 'x' }]) {
      await expect(registrar.register({ ...input, ...wrong }, '203.0.113.1')).rejects.toMatchObject(
        {
          code: 'termsRequired',
        },
      );
    }
    for (const table of ['company', 'account', 'opener', 'vault', 'vault_item', 'sign_in']) {
      expect(await rows(database, table)).toEqual([]);
    }
  });

  it('writes all of a registration or nothing', async () => {
    const { registrar, database } = await setting(open);
    const draft = () =>
      new NodeBrowser('http://localhost').draftRegistration({ address: 'taken@a.example' });
    await registrar.register(await draft(), '203.0.113.77');
    const [taken] = await rows(database, 'account');
    const input = await draft();
    await expect(registrar.register(input, '203.0.113.1')).rejects.toMatchObject({
      code: 'addressTaken',
    });
    expect(await rows(database, 'company')).toHaveLength(1);
    expect(await rows(database, 'vault')).toHaveLength(1);
    const reused = {
      ...input,
      accountId: v.parse(AccountId, taken?.['id']),
      address: 'new@a.example',
    };
    await expect(registrar.register(reused, '203.0.113.1')).rejects.toThrow();
    expect(await rows(database, 'account')).toHaveLength(1);
  });

  it('lets an invitation be used by one of many who come at once, and by nobody later', async () => {
    const { registrar, companies, database, clock } = await setting(open);
    const { token: invite } = await companies.create('Hallwerk');
    const inputs = await Promise.all(
      Array.from({ length: 5 }, () =>
        new NodeBrowser('http://localhost').draftRegistration({ invite }),
      ),
    );
    const results = await Promise.allSettled(
      inputs.map((input) => registrar.register(input, '203.0.113.1')),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await rows(database, 'account')).toHaveLength(1);
    expect(await rows(database, 'invite')).toEqual([]);

    const { token: late } = await companies.create('Lindau');
    clock.advance(INVITE_MS);
    await expect(companies.look(late)).rejects.toMatchObject({ code: 'inviteInvalid' });
    const input = await new NodeBrowser('http://localhost').draftRegistration({ invite: late });
    await expect(registrar.register(input, '203.0.113.1')).rejects.toMatchObject({
      code: 'inviteInvalid',
    });
  });

  it('hashes what proves a password: the database holds neither key nor pepper', async () => {
    const { registrar, login, database } = await setting(open);
    const input = await new NodeBrowser('http://localhost').draftRegistration();
    await registrar.register(input, '203.0.113.1');
    const found = await rows(database, 'opener');
    expect(found.map((row) => row['auth_hash'])).toEqual([
      expect.stringContaining('$argon2id$v=19$m=19456,p=1,t=2$'),
      expect.stringContaining('$argon2id$v=19$m=19456,p=1,t=2$'),
    ]);
    expect(JSON.stringify(found)).not.toContain(input.password.authKey);
    const { authKey } = input.password;
    const proof = { address: input.address, authKey, ip: '203.0.113.1' };
    expect((await login.prove('password', proof)).accountId).toBe(input.accountId);
    await expect(login.prove('kit', proof)).rejects.toMatchObject({ code: 'wrongCredentials' });

    const clock = new ManualClock();
    const pepper = new Secret('q'.repeat(32));
    const other = buildAccounts({ database, clock, log, pepper, registration: 'open' });
    await expect(other.login.prove('password', proof)).rejects.toMatchObject({
      code: 'wrongCredentials',
    });
  });
});
