import { KDF_NOW, type KdfParameters } from '@conclave/shared/kdfPolicy';
import type { NewPassword, Opener } from '@conclave/shared/wire/vaultApi';
import { expect, it } from 'vitest';
import { kitOpener, newVaultKey, passwordOpener, unwrapVaultKey } from './opener.ts';
import { keysFromKit } from './passwordKeys.ts';
import { newKit } from './recoveryKit.ts';
import { jonas, mara } from './testing/setting.ts';

const kdf: KdfParameters = { ...KDF_NOW, salt: 'AAECAwQFBgcICQoLDA0ODw' };
const vaultKey = newVaultKey();

/** Any pair of keys will do here: what a password gives and what a kit gives look alike. */
const keys = await keysFromKit(newKit());
const wrapping = { accountId: mara, keys, vaultKey, version: 3 };

const served = ({ version, kdf, sealedVaultKey }: NewPassword): Opener => ({
  version,
  kdf,
  sealedVaultKey,
});

it('opens with the keys that made it', async () => {
  const opener = served(await passwordOpener(wrapping, kdf));
  expect(await unwrapVaultKey(opener, 'password', { accountId: mara, keys })).toEqual(vaultKey);
  const kit = await kitOpener(wrapping);
  const kitServed = { version: 3, kdf: null, sealedVaultKey: kit.sealedVaultKey };
  expect(await unwrapVaultKey(kitServed, 'kit', { accountId: mara, keys })).toEqual(vaultKey);
});

it.each([
  ['a swapped salt', { kdf: { ...kdf, salt: 'AAECAwQFBgcICQoLDA0OAA' } }],
  ['a lowered cost', { kdf: { ...kdf, memoryKib: 1024 } }],
  ['another algorithm', { kdf: { ...kdf, algorithm: 'pbkdf2' } }],
  ['no parameters', { kdf: null }],
  ['an older version', { version: 2 }],
  ['a newer version', { version: 4 }],
])('[T24] refuses %s beside a genuine wrap', async (_what, change) => {
  const opener = { ...served(await passwordOpener(wrapping, kdf)), ...change };
  await expect(unwrapVaultKey(opener, 'password', { accountId: mara, keys })).rejects.toMatchObject(
    { code: 'openerDoesNotFit' },
  );
});

it('[T24] refuses a wrap of another account, another kind or another maker', async () => {
  const opener = served(await passwordOpener(wrapping, kdf));
  const refused = { code: 'openerDoesNotFit' };
  await expect(
    unwrapVaultKey(opener, 'password', { accountId: jonas, keys }),
  ).rejects.toMatchObject(refused);
  const asKit = { ...opener, kdf: null };
  await expect(unwrapVaultKey(asKit, 'kit', { accountId: mara, keys })).rejects.toMatchObject(
    refused,
  );
  const foreign = await keysFromKit(newKit());
  const planted = served(await passwordOpener({ ...wrapping, keys: foreign }, kdf));
  await expect(
    unwrapVaultKey(planted, 'password', { accountId: mara, keys }),
  ).rejects.toMatchObject(refused);
});
