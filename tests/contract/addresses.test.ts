import { expect, it, vi } from 'vitest';
import { Secret } from '../../shared/src/Secret.ts';
import type { AccountId } from '../../shared/src/ids.ts';
import type { SystemMail } from '../../shared/src/mail/SystemMail.ts';
import { ADDRESS_LINK_MS } from '../../server/src/accounts/UndoPoints.ts';
import { buildAccounts, type Accounts } from '../../server/src/accounts/buildAccounts.ts';
import { tokenHash } from '../../server/src/accounts/tokens.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { AddressStore } from '../../server/src/store/AddressStore.ts';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };
const refusal = (code: string): object => ({ name: 'RefusedError', code });
const NOBODY = { ip: '203.0.113.77' };
/** Far above what it takes. */
const WAITING = { timeout: 20_000 };

interface Setting {
  readonly database: Database;
  readonly accounts: Accounts;
  readonly clock: ManualClock;
  readonly sent: SystemMail[];
  /** The token in the newest mail to an address. */
  readonly token: (to: string) => string;
}

async function setting(open: OpenDatabase): Promise<Setting> {
  const clock = new ManualClock();
  const database = await open(clock);
  const sent: SystemMail[] = [];
  const accounts = buildAccounts({
    ...{ database, clock, log, pepper: new Secret('p'.repeat(32)), registration: 'open' },
    mailer: { send: (mail) => void sent.push(mail) },
  });
  const token = (to: string): string => {
    const mail = sent.findLast((one) => one.to === to);
    return mail !== undefined && 'path' in mail ? mail.path.replace('/confirm#token=', '') : '';
  };
  return { database, accounts, clock, sent, token };
}

/** Somebody registered, whose keys in this test do not hang on the address. */
async function register({ accounts }: Setting): Promise<{
  accountId: AccountId;
  address: string;
  authKey: string;
  changeTo: (address: string, token: string) => Promise<void>;
}> {
  const input = await new NodeBrowser('http://localhost').draftRegistration();
  await accounts.registrar.register(input, NOBODY.ip);
  const { accountId, address, password, vault } = input;
  let version = 1;
  const changeTo = async (next: string, token: string): Promise<void> => {
    const { authKey } = password;
    const { sealedManifest } = vault;
    const change = { expectedVersion: version++, sealedManifest, puts: [], deletes: [] };
    const opener = { ...password, version };
    await accounts.addresses.change(
      accountId,
      { token, authKey, password: opener, vault: change },
      NOBODY,
    );
    expect((await accounts.profiles.read(accountId)).address).toBe(next);
  };
  return { accountId, address, authKey: password.authKey, changeTo };
}

describeDatabases('links about addresses', (open) => {
  it('work for a week, to the moment', async () => {
    const world = await setting(open);
    const { accountId, address } = await register(world);
    const { accounts, clock, token } = world;
    clock.advance(ADDRESS_LINK_MS);
    await expect(accounts.addresses.verify(token(address))).rejects.toMatchObject(
      refusal('notFound'),
    );
    await accounts.addresses.askVerification(accountId);
    clock.advance(ADDRESS_LINK_MS - 1);
    await accounts.addresses.verify(token(address));
    expect((await accounts.profiles.read(accountId)).verified).toBe(true);
    // Nothing more to prove, so nothing is mailed.
    const before = world.sent.length;
    await accounts.addresses.askVerification(accountId);
    expect(world.sent).toHaveLength(before);
  });

  it('[V-13] keep a former address for its owner for a week, and no longer', async () => {
    const world = await setting(open);
    const { accounts, clock, token } = world;
    const { accountId, address, authKey, changeTo } = await register(world);
    await accounts.addresses.verify(token(address));
    const next = 'mara@lindau-textil.example';
    await expect(
      accounts.addresses.askChange(
        accountId,
        { address: next, authKey: 'A'.repeat(43) },
        NOBODY.ip,
      ),
    ).rejects.toMatchObject(refusal('wrongCredentials'));
    await accounts.addresses.askChange(accountId, { address: next, authKey }, NOBODY.ip);
    await changeTo(next, token(next));
    const late = await new NodeBrowser('http://localhost').draftRegistration({ address });
    clock.advance(ADDRESS_LINK_MS - 1);
    await expect(accounts.registrar.register(late, NOBODY.ip)).rejects.toMatchObject(
      refusal('addressTaken'),
    );
    clock.advance(1);
    await expect(accounts.addresses.undo(token(address))).rejects.toMatchObject(
      refusal('notFound'),
    );
    await accounts.registrar.register(late, NOBODY.ip);
    expect((await accounts.profiles.read(late.accountId)).address).toBe(address);
  });

  it('[V-21] end what was proven a moment before they were used: nothing of it is written after', async () => {
    const world = await setting(open);
    const { accounts, database, token } = world;
    const { accountId, address, authKey, changeTo } = await register(world);
    await accounts.addresses.verify(token(address));
    const next = 'mara@lindau-textil.example';
    await accounts.addresses.askChange(accountId, { address: next, authKey }, NOBODY.ip);
    await changeTo(next, token(next));
    const proven = await accounts.credentials.provePassword(accountId, authKey, NOBODY.ip);
    const signInId = tokenHash(await accounts.signIns.start(accountId));
    const hold = (): Promise<void> =>
      database.transaction((queries) => accounts.credentials.hold(queries, proven));
    const holdSignIn = (): Promise<void> =>
      database.transaction((queries) => accounts.signIns.holdIn(queries, { signInId }));
    const undo = token(address);
    await accounts.browsers.signedIn(accountId, undefined);
    await hold();
    await holdSignIn();
    await accounts.addresses.undo(undo);
    const known = await database.query.selectFrom('known_browser').select('seen_at').execute();
    expect(known).toEqual([]);
    await expect(hold()).rejects.toMatchObject(refusal('wrongCredentials'));
    await expect(holdSignIn()).rejects.toMatchObject(refusal('signedOut'));
  });

  it('[V-21] give nobody a former address who registers in the moment in which it is given up', async () => {
    const world = await setting(open);
    const { accounts, clock, database } = world;
    const { accountId, address } = await register(world);
    const late = await new NodeBrowser('http://localhost').draftRegistration({ address });
    const store = new AddressStore(database);
    const { promise: waiting, resolve: go } = Promise.withResolvers<undefined>();
    const { promise: begun, resolve: isBegun } = Promise.withResolvers<undefined>();
    const changing = database.transaction(async (queries) => {
      const row = { accountId, address, does: 'undo', tokenHash: 'h'.repeat(43) } as const;
      await store.put(queries, { ...row, expiresAt: clock.now() + ADDRESS_LINK_MS });
      const next = { accountId, address: 'next@lindau-textil.example' };
      await store.setAddress(queries, next, clock.now());
      isBegun(undefined);
      // One at a time on SQLite, and nothing may be waited for; others are let in between.
      if (database.dialect === 'postgres') await waiting;
    });
    await begun;
    const registering = accounts.registrar.register(late, NOBODY.ip);
    const refused = expect(registering).rejects.toMatchObject(refusal('addressTaken'));
    if (database.dialect === 'postgres') await vi.waitFor(() => oneWaits(database), WAITING);
    go(undefined);
    await changing;
    await refused;
  });
});

/** Until a statement waits for what another transaction has not yet decided. */
async function oneWaits(database: Database): Promise<void> {
  const found = await sql<{ count: string | number }>`
    select count(*) as count from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database()
  `.execute(database.query);
  expect(Number(found.rows[0]?.count)).toBeGreaterThan(0);
}
