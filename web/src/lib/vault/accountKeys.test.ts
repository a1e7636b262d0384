import { utf8 } from '@conclave/shared/bytes';
import { expect, it } from 'vitest';
import { agree, importAccountKeys, newAccountKeys } from './accountKeys.ts';

it('agrees on one secret from both sides, and signs', async () => {
  const mine = await importAccountKeys(await newAccountKeys());
  const theirs = await importAccountKeys(await newAccountKeys());
  const secret = await agree(mine.agreement.privateKey, theirs.agreement.publicKey);
  expect(secret).toHaveLength(32);
  expect(await agree(theirs.agreement.privateKey, mine.agreement.publicKey)).toEqual(secret);

  const signature = await crypto.subtle.sign('Ed25519', mine.signing.privateKey, utf8('word'));
  const key = await crypto.subtle.importKey('raw', mine.signing.publicKey, 'Ed25519', false, [
    'verify',
  ]);
  expect(await crypto.subtle.verify('Ed25519', key, signature, utf8('word'))).toBe(true);
});

it('holds private keys that nobody can read out', async () => {
  const { agreement, signing } = await importAccountKeys(await newAccountKeys());
  for (const { privateKey } of [agreement, signing]) {
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
  }
});

it('[T24] refuses public keys of small order, whose secret is all zeros', async () => {
  const { agreement } = await importAccountKeys(await newAccountKeys());
  const zero = new Uint8Array(32);
  const one = Uint8Array.of(1, ...zero.subarray(1));
  // Of order 8, from RFC 7748's list of points to refuse (curve25519 paper, section 8).
  const orderEight = Uint8Array.from(
    ('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'.match(/../g) ?? []).map(
      (byte) => Number.parseInt(byte, 16),
    ),
  );
  for (const weak of [zero, one, orderEight]) {
    await expect(agree(agreement.privateKey, weak)).rejects.toMatchObject({
      code: 'keyShareWorthless',
    });
  }
});
