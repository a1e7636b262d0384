import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { baseKey } from './hkdf.ts';
import { openVaultStorage } from './IndexedDbVaultStorage.ts';
import { newVaultKey } from './opener.ts';
import { jonas, mara } from './testing/setting.ts';
import { MemoryVaultStorage, type VaultStorage } from './VaultStorage.ts';

const floor = (version: number): { version: number; manifestHash: string } => ({
  version,
  manifestHash: `hash of ${version}`,
});

const stores: [string, () => Promise<VaultStorage>][] = [
  ['memory', () => Promise.resolve(new MemoryVaultStorage())],
  ['IndexedDB', openVaultStorage],
];

it.each(stores)(
  'keeps the key of whoever signed in last, until sign-out (%s)',
  async (_name, open) => {
    const storage = await open();
    const key = await baseKey(newVaultKey());
    await storage.keepKey(jonas, await baseKey(newVaultKey()));
    await storage.keepKey(mara, key);
    expect(await storage.key(mara)).toEqual(key);
    expect(await storage.key(jonas)).toBeUndefined();
    await storage.wipeKeys();
    expect(await storage.key(mara)).toBeUndefined();
  },
);

it.each(stores)(
  '[T24] remembers the newest vault over a sign-out, and never lowers it (%s)',
  async (_name, open) => {
    const storage = await open();
    await storage.raiseFloor(mara, floor(3));
    await storage.raiseFloor(mara, floor(2));
    await storage.raiseFloor(mara, { ...floor(3), manifestHash: 'another' });
    await storage.wipeKeys();
    expect(await storage.floor(mara)).toEqual(floor(3));
    expect(await storage.floor(jonas)).toBeUndefined();
  },
);

it('keeps the key over a reload in IndexedDB', async () => {
  const key = await baseKey(newVaultKey());
  await (await openVaultStorage()).keepKey(mara, key);
  const again = await openVaultStorage();
  expect(again.lasting).toBe(true);
  const kept = await again.key(mara);
  expect(kept?.extractable).toBe(false);
});

it('works in memory where the browser refuses storage', async () => {
  const open = indexedDB.open.bind(indexedDB);
  indexedDB.open = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  const storage = await openVaultStorage();
  indexedDB.open = open;
  expect(storage.lasting).toBe(false);
});
