import { expect, it } from 'vitest';
import { MemoryVaultStorage } from '../../vault/VaultStorage.ts';
import { SELF, vaultKinds } from '../../vault/kinds.ts';
import { setting } from '../../vault/testing/setting.ts';
import { keptPicture, MAX_PICTURE_BYTES, pictureBlob, type KeptPicture } from './KeptPicture.ts';
import { VaultPicture } from './VaultPicture.ts';
import * as v from 'valibot';

const pictureOf = (seed: number, bytes = 400): Promise<KeptPicture> =>
  keptPicture('image/webp', new Blob([new Uint8Array(bytes).fill(seed)]));

/** A page with a vault of its own on one server, and what it shows. */
function page() {
  const shown: (KeptPicture | undefined)[] = [];
  return { shown, picture: new VaultPicture((one) => shown.push(one)) };
}

it('shows the picture that another browser kept, once for each vault', async () => {
  const { open } = await setting();
  const [here, there] = [page(), page()];
  const one = await pictureOf(1, MAX_PICTURE_BYTES);
  const vault = await open();
  await here.picture.open(vault);
  expect(here.shown).toEqual([undefined, undefined]);
  await here.picture.keep(vault, one);
  expect(here.shown.at(-1)).toEqual(one);

  const other = await open(new MemoryVaultStorage());
  await there.picture.open(other);
  expect(there.shown.at(-1)).toEqual(one);
  const times = there.shown.length;
  await there.picture.open(other);
  expect(there.shown).toHaveLength(times);
  there.picture.close();
  expect(there.shown.at(-1)).toBeUndefined();

  await here.picture.remove(vault);
  expect(here.shown.at(-1)).toBeUndefined();
  expect(await other.get('picture', SELF)).toBeUndefined();
});

it('writes over nothing that it has not seen: the other device’s picture is shown, and the next try counts', async () => {
  const { open } = await setting();
  const [here, there] = [page(), page()];
  const [first, second] = [await pictureOf(1), await pictureOf(2)];
  const [vault, other] = [await open(), await open(new MemoryVaultStorage())];
  await here.picture.open(vault);
  await there.picture.open(other);
  await there.picture.keep(other, first);
  const refused = { code: 'itemChanged' };
  await expect(here.picture.keep(vault, second)).rejects.toMatchObject(refused);
  expect(here.shown.at(-1)).toEqual(first);
  await here.picture.keep(vault, second);
  await expect(there.picture.remove(other)).rejects.toMatchObject(refused);
  expect(there.shown.at(-1)).toEqual(second);
  await there.picture.remove(other);
  expect(await vault.get('picture', SELF)).toBeUndefined();
});

it('shows nothing of a vault that was closed meanwhile, and nothing where the server does not answer', async () => {
  const { open } = await setting();
  const { picture, shown } = page();
  const vault = await open();
  await vault.put('picture', SELF, await pictureOf(1));
  const opening = picture.open(vault);
  picture.close();
  await opening;
  expect(shown).toEqual([undefined, undefined]);
  const done = (): Promise<void> => Promise.resolve();
  const noAnswer = (): Promise<never> => Promise.reject(new Error('no answer'));
  await picture.open({ get: noAnswer, put: done, delete: done });
  expect(shown.filter((one) => one !== undefined)).toEqual([]);
});

it('[T27] is nothing but a small WebP or JPEG', async () => {
  const good = await pictureOf(1, MAX_PICTURE_BYTES);
  expect(v.is(vaultKinds.picture, good)).toBe(true);
  expect(pictureBlob(good)).toMatchObject({ type: 'image/webp', size: MAX_PICTURE_BYTES });
  const bad: unknown[] = [
    { ...good, type: 'image/svg+xml' },
    { ...good, data: '' },
    { ...good, data: 'data:text/html,hello' },
    { ...good, format: 2 },
    { ...good, name: 'holiday.jpg' },
    await pictureOf(1, MAX_PICTURE_BYTES + 1),
  ];
  for (const one of bad) expect(v.is(vaultKinds.picture, one)).toBe(false);
});
