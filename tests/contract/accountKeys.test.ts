import { expect, it } from 'vitest';
import { adoptKeys } from '../../server/src/accountKeys/adoptKeys.ts';
import { requireOwnKeys } from '../../server/src/accountKeys/requireOwnKeys.ts';
import { hasPlainRows } from '../../server/src/accountKeys/sealPlainRows.ts';
import type { Cleared } from '../../server/src/retention/Residue.ts';
import { AccountStore } from '../../server/src/store/AccountStore.ts';
import { AddressStore } from '../../server/src/store/AddressStore.ts';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { ExportStore } from '../../server/src/store/ExportStore.ts';
import { MemberStore } from '../../server/src/store/MemberStore.ts';
import { isUniqueViolation } from '../../server/src/store/StoreError.ts';
import { filesWith, newCanary } from '../support/canaries.ts';
import { describeDatabaseFiles } from '../support/databaseFiles.ts';
import { describeDatabases } from '../support/databases.ts';
import { ManualTime } from '../support/ManualTime.ts';
import { RetentionWorld } from '../support/retentionWorld.ts';
import { newAccountIn } from '../support/storedAccount.ts';

const clear = (): Promise<Cleared> => Promise.resolve('clean');

async function setting(open: (time: ManualTime) => Promise<Database>) {
  const time = new ManualTime();
  const database = await open(time);
  return { time, database, world: new RetentionWorld({ database, time }) };
}

/** Names and address as a version before this one left them. */
async function makePlain({ query }: Database, word: string): Promise<void> {
  const address = `${word}@hallwerk.example`;
  const names = { first_name: word, last_name: 'Feldhaus' };
  await query
    .updateTable('account')
    .set({ address, ...names, address_index: null })
    .execute();
  await query.updateTable('address_token').set({ address }).execute();
}

describeDatabases('the keys of accounts', (open) => {
  it('[R131] [T25] leave no name and no address in any row, while all who may still read them', async () => {
    const { database, world } = await setting(open);
    const [first, at] = [newCanary(), newCanary()];
    const address = `${at}@hallwerk.example`;
    const { accountId, companyId } = await world.organizer({ firstName: first, address });
    for (const word of [first, at]) expect(await world.traces(word)).toEqual([]);

    const accounts = new AccountStore(database);
    expect(await accounts.byId(accountId)).toMatchObject({ firstName: first, address });
    expect((await accounts.opener({ address }, 'password'))?.accountId).toBe(accountId);
    const [member] = await new MemberStore(database).ofCompany(companyId);
    expect(member).toMatchObject({ firstName: first, lastName: 'Feldhaus', address });
    const exported = await new ExportStore(database).of(accountId, { admin: true });
    const rows = exported.find(({ table }) => table === 'account')?.rows;
    expect(rows).toMatchObject([{ first_name: first, address }]);
  });

  it('[R131] tell no two accounts of one address, in whatever way it came', async () => {
    const { database, world } = await setting(open);
    const { accountId } = await world.organizer({ address: 'taken@hallwerk.example' });
    const other = await newAccountIn(database, new ManualTime());
    const store = new AccountStore(database);
    const known = await store.byId(accountId);
    const row = {
      ...{ id: other, companyId: `company-${other}`, address: 'taken@hallwerk.example' },
      ...{ firstName: 'Eve', lastName: 'Else', language: 'en', role: 'admin' as const },
      ...{ termsVersion: '1', dpaVersion: '1', registeredAt: 1, registeredFrom: null },
    };
    const inserted = database.transaction((queries) => store.insert(queries, row));
    expect(await inserted.then(() => undefined, isUniqueViolation)).toBe(true);
    const change = { accountId: other, address: 'taken@hallwerk.example' };
    const changed = database.transaction((queries) =>
      new AddressStore(database).setAddress(queries, change, 1),
    );
    expect(await changed.then(() => undefined, isUniqueViolation)).toBe(true);
    expect(await store.byId(accountId)).toEqual(known);
  });

  it('[R80] take an account along: it is in no list, signs in nowhere, and the others stay', async () => {
    const { database, world } = await setting(open);
    const admin = await world.organizer({ firstName: 'Zoe' });
    const { token } = await world.company.companies.invite(admin, 'organizer');
    const gone = await world.organizer({ invite: token, firstName: 'Anna' });
    const members = new MemberStore(database);
    const names = async (): Promise<string[]> =>
      (await members.ofCompany(admin.companyId)).map(({ firstName }) => firstName);
    expect(await names()).toEqual(['Anna', 'Zoe']);
    await database.accountKeys.shred(gone.accountId);
    expect(await names()).toEqual(['Zoe']);
    expect(await members.find(gone.accountId)).toBeUndefined();
    expect(await new AccountStore(database).byId(gone.accountId)).toBeUndefined();
    await expect(world.company.callers.ofAccount(gone.accountId)).rejects.toThrow();
  });

  it('[R80, R87] [T30] read nothing in an old copy of the rows of somebody who was erased', async () => {
    const { database, world } = await setting(open);
    const { accountId, companyId } = await world.organizer();
    const ofCompany = sql<Record<string, unknown>>`select * from company where id = ${companyId}`;
    const ofAccount = sql<Record<string, unknown>>`select * from account where id = ${accountId}`;
    const company = (await ofCompany.execute(database.query)).rows[0] ?? {};
    const account = (await ofAccount.execute(database.query)).rows[0] ?? {};
    const node = world.node();
    await node.closures.request(accountId, 'atOnce');
    await expect.poll(() => world.traces(accountId)).toEqual([]);
    await node.sweeper.close();
    expect(world.mails.map(({ kind }) => kind)).toEqual(['closedAccount']);

    await world.insert('company', company);
    await world.insert('account', account);
    expect(await new AccountStore(database).byId(accountId)).toBeUndefined();
    expect(await new MemberStore(database).ofCompany(companyId)).toEqual([]);
  });

  it('[R80] [T30] go first: where that fails nothing else goes, and the next round goes on', async () => {
    const { database, world } = await setting(open);
    const { accountId } = await world.organizer();
    const { store } = database.accountKeys;
    const destroy = store.delete.bind(store);
    store.delete = () => Promise.reject(new Error('the disk is gone'));
    const node = world.node();
    await node.closures.request(accountId, 'atOnce');
    await expect.poll(() => world.faults).toContain('retention.failed');
    await node.sweeper.close();
    expect(await world.traces(accountId)).toContain('account');
    store.delete = destroy;
    await world.node().sweeper.sweep();
    expect(await world.traces(accountId)).toEqual([]);
    expect(await database.accountKeys.has(accountId)).toBe(false);
  });

  it('are refused where they are gone, or another instance’s', async () => {
    const { database, time } = await setting(open);
    await requireOwnKeys(database);
    await adoptKeys({ database, clock: time, clear });
    await requireOwnKeys(database);
    const { query } = database;
    await query.updateTable('key_store').set({ mark: 'of another instance' }).execute();
    await expect(requireOwnKeys(database)).rejects.toThrow('those of another instance');
    await database.accountKeys.store.delete('mark');
    await expect(requireOwnKeys(database)).rejects.toThrow('are not there');
    // Nothing new is made over what can be read no more.
    await expect(adoptKeys({ database, clock: time, clear })).rejects.toThrow('are not there');
    expect(await database.accountKeys.mark()).toBeUndefined();
  });

  it('[R131] seal what an older version wrote plain, on two nodes at once and as often as one starts', async () => {
    const { database, world, time } = await setting(open);
    const { accountId } = await world.organizer();
    const word = newCanary();
    await makePlain(database, word);
    expect(await world.traces(word)).toEqual(['account', 'address_token']);
    const adopt = (): Promise<number> => adoptKeys({ database, clock: time, clear });
    await Promise.all([adopt(), adopt()]);
    expect(await world.traces(word)).toEqual([]);
    const account = { firstName: word, address: `${word}@hallwerk.example` };
    expect(await new AccountStore(database).byId(accountId)).toMatchObject(account);
    expect(await adopt()).toBe(0);
    expect(await new AccountStore(database).byId(accountId)).toMatchObject(account);
  });
});

describeDatabaseFiles('a database of an older version', (open) => {
  it('[R131] [T25] is sealed down to its free pages and journals, also after a start that was broken off', async () => {
    const time = new ManualTime();
    const disk = await open(time);
    const { database, residue } = disk;
    const world = new RetentionWorld({ ...disk, time });
    await world.organizer();
    const word = newCanary();
    await makePlain(database, word);
    // Control: the search finds what is there.
    expect(filesWith([disk.folder], word)).not.toEqual([]);
    const broken = (): Promise<Cleared> => Promise.reject(new Error('killed'));
    await expect(adoptKeys({ database, clock: time, clear: broken })).rejects.toThrow('killed');
    expect(await hasPlainRows(database)).toBe(false);
    const thorough = (): Promise<Cleared> => residue.clear({ thorough: true });
    await adoptKeys({ database, clock: time, clear: thorough });
    expect(filesWith([disk.folder], word)).toEqual([]);
    // Once is enough.
    expect(await adoptKeys({ database, clock: time, clear: broken })).toBe(0);
  });
});
