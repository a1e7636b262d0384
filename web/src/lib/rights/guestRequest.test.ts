import { expect, it } from 'vitest';
import { newBoxPair } from '../e2ee/crypto/hpke.ts';
import { randomBytes } from '../e2ee/crypto/random.ts';
import { meetingIdOf } from '../e2ee/objects/idBytes.ts';
import {
  decodeReceipt,
  encodeReceipt,
  openAnswer,
  openRequest,
  receiptToken,
  sealAnswer,
  sealRequest,
} from './guestRequest.ts';

const meetingId = meetingIdOf(randomBytes(16));
const other = meetingIdOf(randomBytes(16));
const asked = { kind: 'erasure', name: 'Jo', text: 'Delete the photo of my notes.' } as const;

it('[R110] a request opens for its organizer and its meeting, and for nobody else', async () => {
  const [host, stranger] = [await newBoxPair(), await newBoxPair()];
  const { body } = await sealRequest(asked, { meetingId, hostBoxKey: host.publicKey });
  expect(await openRequest(stranger, meetingId, body.sealedRequest)).toBeUndefined();
  expect(await openRequest(host, other, body.sealedRequest)).toBeUndefined();
  expect(await openRequest(host, meetingId, body.sealedRequest)).toMatchObject(asked);
});

it('[R108] an answer opens with the receipt of its request, and with no other', async () => {
  const host = await newBoxPair();
  const place = { meetingId, hostBoxKey: host.publicKey };
  const [mine, another] = [await sealRequest(asked, place), await sealRequest(asked, place)];
  const request = await openRequest(host, meetingId, mine.body.sealedRequest);
  if (request === undefined) throw new Error('not opened');
  const sealed = await sealAnswer(request, meetingId, 'It is gone.');
  expect(await openAnswer(another.receipt, sealed)).toBeUndefined();
  expect(await openAnswer(mine.receipt, sealed)).toBe('It is gone.');
});

it('requests of different length are of one size', async () => {
  const { publicKey: hostBoxKey } = await newBoxPair();
  const sizes = await Promise.all(
    ['a', 'a'.repeat(150)].map(async (text) => {
      const { body } = await sealRequest({ ...asked, text }, { meetingId, hostBoxKey });
      return body.sealedRequest.length;
    }),
  );
  expect(new Set(sizes).size).toBe(1);
});

it('a receipt is read as it was written, and a damaged one is none', async () => {
  const receipt = { meetingId, secret: randomBytes(32) };
  const read = decodeReceipt(encodeReceipt(receipt));
  expect(read).toEqual(receipt);
  if (read !== undefined) expect(await receiptToken(read)).toBe(await receiptToken(receipt));
  for (const damaged of [
    '',
    'receipt',
    `receipt.${meetingId}.short`,
    encodeReceipt(receipt).slice(1),
  ]) {
    expect(decodeReceipt(damaged)).toBeUndefined();
  }
});
