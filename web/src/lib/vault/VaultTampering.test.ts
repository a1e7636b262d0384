import type { VaultItem } from '@conclave/shared/wire/vaultApi';
import { expect, it } from 'vitest';
import { openItem, sealItem } from './item.ts';
import { openManifest } from './manifest.ts';
import { newVault } from './newVault.ts';
import { newVaultKey } from './opener.ts';
import { contact, jonas, mara, setting, type Setting } from './testing/setting.ts';
import { Vault } from './Vault.ts';
import { takeVaultKey } from './vaultKeys.ts';

/** The server lies to a browser that opens the vault; it must refuse, and ask for nothing more. */
async function expectRefusal({ server, open, storage }: Setting, code: string): Promise<void> {
  let vault: Vault | undefined;
  const use = async (): Promise<unknown> => {
    vault = await open(storage);
    return vault.list('contact');
  };
  await expect(use()).rejects.toMatchObject({ name: 'VaultRefusal', code });
  await expectSilence(server, vault);
}

async function expectSilence(server: Setting['server'], vault: Vault | undefined): Promise<void> {
  const before = server.asked.length;
  await vault?.list('settings').catch(() => undefined);
  await vault?.put('contact', 'c9', contact('more')).catch(() => undefined);
  expect(server.asked.slice(before)).toEqual([]);
}

interface WithContacts extends Setting {
  readonly shelf: Map<string, VaultItem>;
  readonly c1: VaultItem;
  readonly c2: VaultItem;
}

async function withContacts(): Promise<WithContacts> {
  const one = await setting();
  const vault = await one.open(one.storage);
  await vault.put('contact', 'c1', contact('one'));
  await vault.put('contact', 'c2', contact('two'));
  const shelf = one.server.shelves.get('contact');
  const [c1, c2] = shelf?.values() ?? [];
  if (shelf === undefined || c1 === undefined || c2 === undefined) throw new Error('no contacts');
  return { ...one, shelf, c1, c2 };
}

const lies: [string, (one: WithContacts) => void][] = [
  [
    'two items whose contents were swapped',
    ({ shelf, c1, c2 }) => {
      shelf.set('c1', { ...c2, id: 'c1' });
      shelf.set('c2', { ...c1, id: 'c2' });
    },
  ],
  ['an item left out', ({ shelf }) => shelf.delete('c1')],
  ['all items left out', ({ shelf }) => shelf.clear()],
  ['an item under a second id', ({ shelf, c1 }) => shelf.set('c3', { ...c1, id: 'c3' })],
  [
    'an item under another id',
    ({ shelf, c2 }) => {
      shelf.delete('c2');
      shelf.set('c3', { ...c2, id: 'c3' });
    },
  ],
  ['an item said to be newer', ({ shelf, c1 }) => shelf.set('c1', { ...c1, version: 3 })],
  [
    'an item of another kind put in',
    ({ shelf, server }) => shelf.set('self', server.only('settings')),
  ],
  [
    'a flipped bit',
    ({ shelf, c1 }) => {
      const last = c1.sealedItem.endsWith('A') ? 'Q' : 'A';
      shelf.set('c1', { ...c1, sealedItem: c1.sealedItem.slice(0, -6) + last + 'AAAAA' });
    },
  ],
  ['one item twice', ({ server, c1 }) => (server.items = () => Promise.resolve([c1, c1]))],
];

it.each(lies)('[T24] refuses %s', async (_what, lie) => {
  const one = await withContacts();
  lie(one);
  await expectRefusal(one, 'shelfDoesNotFit');
});

it('[T24] refuses a deleted item that comes back, also when it was the last of its kind', async () => {
  const one = await withContacts();
  const vault = await one.open(one.storage);
  await vault.list('contact');
  await vault.delete('contact', 'c1');
  await vault.delete('contact', 'c2');
  expect(await vault.list('contact')).toEqual([]);
  one.shelf.set('c1', one.c1);
  await expectRefusal(one, 'shelfDoesNotFit');
});

it('[T24] refuses an old version of one item, also when it was genuine once', async () => {
  const one = await withContacts();
  const vault = await one.open(one.storage);
  await vault.get('contact', 'c1');
  await vault.put('contact', 'c1', contact('one, corrected'));
  one.shelf.set('c1', one.c1);
  await expectRefusal(one, 'shelfDoesNotFit');
});

it('[T24] refuses an old vault that is whole in itself', async () => {
  const one = await withContacts();
  const serveAgain = one.server.snapshot();
  const vault = await one.open(one.storage);
  await vault.put('contact', 'c3', contact('three'));
  serveAgain();
  await expectRefusal(one, 'vaultRolledBack');
  await expect(vault.list('contact')).rejects.toMatchObject({ code: 'vaultRolledBack' });
  await expectSilence(one.server, vault);
});

it('[T24] refuses a second vault of the same version: two devices shown two truths', async () => {
  const one = await withContacts();
  const serveAgain = one.server.snapshot();
  await (await one.open(one.storage)).put('contact', 'c3', contact('three'));
  serveAgain();
  await (await one.open()).put('contact', 'c4', contact('four'));
  await expectRefusal(one, 'vaultForked');
});

it('[T24] refuses the vault of somebody else', async () => {
  const one = await setting();
  one.server.served = (await setting(jonas)).server.served;
  await expectRefusal(one, 'manifestDamaged');
});

it('[T24] refuses a vault that the same keys made for another account', async () => {
  const one = await setting();
  one.server.served = { version: 1, ...(await newVault(jonas, one.keys)) };
  await expectRefusal(one, 'manifestDamaged');
});

it('[T24] refuses a manifest that claims another version', async () => {
  const one = await setting();
  one.server.served = { ...one.server.served, version: 2 };
  await expectRefusal(one, 'manifestDamaged');
});

it('[T24] refuses an unknown format instead of trying another algorithm', async () => {
  const one = await setting();
  const { sealedManifest } = one.server.served;
  one.server.served = { version: 1, sealedManifest: `B${sealedManifest.slice(1)}` };
  await expect(one.open()).rejects.toMatchObject({ code: 'formatUnknown' });
});

it('[T24] refuses a former password or kit although the server still honours it', async () => {
  const one = await setting();
  const vault = await one.open();
  await vault.replaceOpener('password', async (version, change) => {
    expect(version).toBe(2);
    await one.server.change(change);
  });
  const open = (kind: 'password' | 'kit', version: number): Promise<Vault> =>
    Vault.open({
      accountId: mara,
      keys: one.keys,
      api: one.server,
      floors: one.storage,
      opener: { kind, version },
    });
  await expect(open('password', 1)).rejects.toMatchObject({ code: 'openerOutdated' });
  await expect(open('password', 3)).rejects.toMatchObject({ code: 'openerOutdated' });
  await expect(open('password', 2)).resolves.toBeInstanceOf(Vault);
  await expect(open('kit', 1)).resolves.toBeInstanceOf(Vault);
});

it('[T24] opens an item only as what it was sealed: account, kind, id and version', async () => {
  const { items } = await takeVaultKey(newVaultKey());
  const place = { accountId: mara, kind: 'contact', id: 'c1', version: 5 } as const;
  const item = { id: 'c1', version: 5, sealedItem: await sealItem(items, contact('one'), place) };
  expect(await openItem(items, item, place)).toEqual(contact('one'));

  const damaged = { code: 'itemDamaged' };
  const elsewhere = { ...place, accountId: jonas };
  await expect(openItem(items, item, elsewhere)).rejects.toMatchObject(damaged);
  await expect(openItem(items, item, { ...place, kind: 'meeting' })).rejects.toMatchObject(damaged);
  await expect(openItem(items, { ...item, id: 'c2' }, place)).rejects.toMatchObject(damaged);
  await expect(openItem(items, { ...item, version: 4 }, place)).rejects.toMatchObject(damaged);
  const { items: otherKey } = await takeVaultKey(newVaultKey());
  await expect(openItem(otherKey, item, place)).rejects.toMatchObject(damaged);
});

it('[T24] does not take an item for a manifest', async () => {
  const { keys, server } = await setting();
  const { version, sealedItem } = server.only('settings');
  const head = { version, sealedManifest: sealedItem };
  await expect(openManifest(keys.manifest, head, mara)).rejects.toMatchObject({
    code: 'manifestDamaged',
  });
});

it('wipes the 256 bits once the keys are taken', async () => {
  const bits = newVaultKey();
  await takeVaultKey(bits);
  expect(bits).toEqual(new Uint8Array(32));
});
