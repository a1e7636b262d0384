import { KDF_NOW, type KdfParameters } from '@conclave/shared/kdfPolicy';
import { expect, it } from 'vitest';
import { argon2Here } from './argon2.ts';
import { keysFromPassword, type Argon2 } from './passwordKeys.ts';

const salt = 'AAECAwQFBgcICQoLDA0ODw';
const kdf: KdfParameters = { ...KDF_NOW, salt };
const password = 'correct horse battery';
const address = 'mara@hallwerk.example';

/** Stands in where the password must never come this far. */
const neverCalled: Argon2 = () => Promise.reject(new Error('the password was used'));

it('gives these keys for this password, so that a later page still opens the vault', async () => {
  const { authKey, wrapKey } = await keysFromPassword({ password, address, kdf }, argon2Here);
  expect(authKey).toBe('9b9Vik14r1HKDDg0y7R0GuR_9G9uZ0tjI0naEb6zmA8');
  expect(wrapKey.extractable).toBe(false);
});

it('does not mind the case of the address or the composition of letters', async () => {
  const one = await keysFromPassword({ password: 'für mich allein', address, kdf }, argon2Here);
  const two = await keysFromPassword(
    { password: 'fu\u0308r mich allein', address: ' Mara@Hallwerk.EXAMPLE ', kdf },
    argon2Here,
  );
  expect(two.authKey).toBe(one.authKey);
});

it('[T24] gives other keys for another address under the same salt: no table serves two people', async () => {
  const one = await keysFromPassword({ password, address, kdf }, argon2Here);
  const two = await keysFromPassword({ password, address: 'x@hallwerk.example', kdf }, argon2Here);
  expect(two.authKey).not.toBe(one.authKey);
});

it.each([
  ['a legacy algorithm', { algorithm: 'pbkdf2' }, 'kdfUnknown'],
  ['the weaker sibling', { algorithm: 'argon2i' }, 'kdfUnknown'],
  ['no algorithm', { algorithm: '' }, 'kdfUnknown'],
  ['less memory', { memoryKib: 64 * 1024 - 1 }, 'kdfTooWeak'],
  ['one pass less', { iterations: 2 }, 'kdfTooWeak'],
  ['no lanes', { parallelism: 0 }, 'kdfTooWeak'],
  ['negative memory', { memoryKib: -1 }, 'kdfTooWeak'],
  ['memory that kills a phone', { memoryKib: 2 * 1024 * 1024 }, 'kdfTooCostly'],
  ['a day of passes', { iterations: 1e6 }, 'kdfTooCostly'],
  ['a hundred lanes', { parallelism: 100 }, 'kdfTooCostly'],
  ['an empty salt', { salt: '' }, 'kdfSalt'],
  ['a short salt', { salt: 'AAECAwQFBgcICQoLDA0O' }, 'kdfSalt'],
  ['a salt in a second spelling', { salt: 'AAECAwQFBgcICQoLDA0ODx' }, 'kdfSalt'],
] as const)('[T24] refuses %s before the password is used', async (_what, change, code) => {
  const lowered = { ...kdf, ...change };
  await expect(
    keysFromPassword({ password, address, kdf: lowered }, neverCalled),
  ).rejects.toMatchObject({ code });
});
