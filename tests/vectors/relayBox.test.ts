import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { orderAssociatedData, orderInfo, ORDER_PURPOSE } from '../../shared/src/mail/orderBytes.ts';
import { openBox, type Box } from '../../server/src/mail/relay/openBox.ts';
import { sealTo } from '../../web/src/lib/e2ee/crypto/hpke.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const PKCS8_HEAD = hex('302e020100300506032b656e04220420');

/** RFC 9180 annex A.1.1 and A.1.1.1, sequence number 0. */
const vector = {
  publicKey: hex('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d'),
  privateKey: createPrivateKey({
    key: Buffer.concat([
      PKCS8_HEAD,
      hex('4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8'),
    ]),
    format: 'der',
    type: 'pkcs8',
  }),
  info: hex('4f6465206f6e2061204772656369616e2055726e'),
  associatedData: hex('436f756e742d30'),
  sealed: hex(
    '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431' +
      'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
  ),
} satisfies Box;
const AES_128 = { id: 1, name: 'aes-128-gcm', keyBytes: 16 } as const;

/** A box as a browser makes it. */
async function newBox(message: string): Promise<Box> {
  const { privateKey, publicKey: half } = generateKeyPairSync('x25519');
  const publicKey = new Uint8Array(half.export({ format: 'der', type: 'spki' }).subarray(-32));
  const context = new Uint8Array(randomBytes(32));
  const purpose = { label: ORDER_PURPOSE, context };
  const sealed = await sealTo(publicKey, purpose, new TextEncoder().encode(message));
  const associatedData = orderAssociatedData(context);
  return { privateKey, publicKey, info: orderInfo(), associatedData, sealed };
}

it('opens the vector of RFC 9180 annex A.1', () => {
  expect(
    createPublicKey(vector.privateKey).export({ format: 'der', type: 'spki' }).subarray(-32),
  ).toEqual(vector.publicKey);
  expect(openBox(vector, AES_128)?.toString()).toBe('Beauty is truth, truth beauty');
});

it('[M-3] opens what a browser sealed', async () => {
  const message = 'Mara '.repeat(1_000);
  expect(openBox(await newBox(message))?.toString()).toBe(message);
});

it('[M-3] opens nothing that was sealed for another purpose, another key, or touched anywhere', async () => {
  const box = await newBox('Mara');
  const other = await newBox('Jonas');
  const info = Buffer.from('conclave/letter/v1');
  expect(openBox({ ...box, info })).toBeUndefined();
  expect(openBox({ ...box, associatedData: other.associatedData })).toBeUndefined();
  expect(openBox({ ...box, privateKey: other.privateKey })).toBeUndefined();
  for (let at = 0; at < box.sealed.length; at++) {
    const sealed = Buffer.from(box.sealed);
    sealed[at] = (sealed[at] ?? 0) ^ 1;
    expect(openBox({ ...box, sealed })).toBeUndefined();
  }
});

it('refuses what is too short, and keys that lead to the secret everybody knows', async () => {
  const box = await newBox('Mara');
  expect(openBox({ ...box, sealed: Buffer.alloc(0) })).toBeUndefined();
  expect(openBox({ ...box, sealed: box.sealed.subarray(0, 47) })).toBeUndefined();
  for (const low of ['00'.repeat(32), `01${'00'.repeat(31)}`]) {
    const sealed = Buffer.concat([hex(low), box.sealed.subarray(32)]);
    expect(openBox({ ...box, sealed })).toBeUndefined();
  }
});
