import { AccountId } from '@conclave/shared/ids';
import { Secret } from '@conclave/shared/Secret';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MemoryKeyStore } from '../../../tests/support/MemoryKeyStore.ts';
import { columnMap } from '../store/columnMap.ts';
import { AccountKeys, sealedColumns } from './AccountKeys.ts';

const mara = v.parse(AccountId, 'AAAAAAAAAAAAAAAAAAAAAA');
const jonas = v.parse(AccountId, 'BBBBBBBBBBBBBBBBBBBBBA');

/** A node; its counter is moved by hand. */
function setting(store = new MemoryKeyStore(), pepper = 'p'.repeat(32)) {
  const time = { ms: 0 };
  const keys = new AccountKeys({ store, pepper: new Secret(pepper), uptimeMs: () => time.ms });
  return { store, time, keys };
}

describe('what is sealed under the key of an account [R131]', () => {
  it('opens nowhere but in its own column of its own account', async () => {
    const { keys } = setting();
    await keys.create(mara);
    await keys.create(jonas);
    const sealed = await keys.seal(mara, 'account.address', 'mara@hallwerk.example');
    expect(sealed).not.toContain('@');
    expect(await keys.open(mara, 'account.first_name', sealed)).toBeUndefined();
    expect(await keys.open(jonas, 'account.address', sealed)).toBeUndefined();
    const other = sealed.replace(
      /^(.{20})(.)/u,
      (_, before: string, letter: string) => `${before}${letter === 'A' ? 'B' : 'A'}`,
    );
    for (const odd of [
      other,
      sealed.slice(0, 12),
      'k1.',
      '',
      'mara@hallwerk.example',
      sealed.slice(3),
    ]) {
      expect(await keys.open(mara, 'account.address', odd)).toBeUndefined();
    }
    expect(await keys.open(mara, 'account.address', sealed)).toBe('mara@hallwerk.example');
  });

  it('opens for nobody who has the folder of the keys and not the pepper', async () => {
    const { store, keys } = setting();
    await keys.create(mara);
    const sealed = await keys.seal(mara, 'account.last_name', 'Feldhaus');
    const thief = setting(store, 'q'.repeat(32)).keys;
    expect(await thief.open(mara, 'account.last_name', sealed)).toBeUndefined();
    expect(thief.indexOf('mara@hallwerk.example')).not.toBe(keys.indexOf('mara@hallwerk.example'));
  });

  it('looks different each time, and its place in the index the same', async () => {
    const { keys } = setting();
    await keys.create(mara);
    const seal = (): Promise<string> => keys.seal(mara, 'account.address', 'a@b.example');
    expect(await seal()).not.toBe(await seal());
    expect(keys.indexOf('a@b.example')).toBe(keys.indexOf('a@b.example'));
    expect(keys.indexOf('a@b.example')).not.toBe(keys.indexOf('b@b.example'));
  });

  it('[R80] opens never again once the key is gone: here at once, on another node within a minute', async () => {
    const { store, keys } = setting();
    const other = setting(store);
    await keys.create(mara);
    const sealed = await keys.seal(mara, 'account.first_name', 'Mara');
    const name = (): Promise<string | undefined> =>
      other.keys.open(mara, 'account.first_name', sealed);
    expect(await name()).toBe('Mara');
    await keys.shred(mara);
    expect(await keys.open(mara, 'account.first_name', sealed)).toBeUndefined();
    other.time.ms = 60_000;
    expect(await name()).toBeUndefined();
    await expect(keys.seal(mara, 'account.first_name', 'Mara')).rejects.toThrow('notFound');
    // Somebody with the same id later has another key.
    await keys.create(mara);
    expect(await keys.open(mara, 'account.first_name', sealed)).toBeUndefined();
  });

  it('keeps the key that was made first', async () => {
    const { store, keys } = setting();
    await keys.create(mara);
    const sealed = await keys.seal(mara, 'account.first_name', 'Mara');
    const other = setting(store).keys;
    await other.create(mara);
    expect(await other.open(mara, 'account.first_name', sealed)).toBe('Mara');
  });

  it('is known by a mark, which another pepper does not open', async () => {
    const { store, keys } = setting();
    expect(await keys.mark()).toBeUndefined();
    const mark = await keys.makeMark();
    expect(await setting(store).keys.mark()).toBe(mark);
    expect(await setting(store).keys.makeMark()).toBe(mark);
    await expect(setting(store, 'q'.repeat(32)).keys.mark()).rejects.toThrow('another PEPPER');
  });

  it('is what the data map says it is, in both directions', () => {
    const annotated = columnMap().filter(({ annotation }) => annotation.sealedUnder !== undefined);
    expect(annotated.map(({ table, column }) => `${table}.${column}`).sort()).toEqual([
      ...sealedColumns,
    ]);
  });
});
