import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_DIRECT_TEXT_BYTES, MAX_RELAYED_BYTES } from '@conclave/shared/limits';
import { newBoxPair, type BoxPair } from '../crypto/hpke.ts';
import { newRequestId, newSessionId } from '../crypto/random.ts';
import { newSigningKey, type SigningKey } from '../crypto/sign.ts';
import {
  certifyDirectKey,
  directKeyOf,
  openDirect,
  openReceipt,
  sealDirect,
  sealReceipt,
  type DirectPlace,
} from './directMessage.ts';

let ada: SigningKey;
let bob: SigningKey;
let eve: SigningKey;
let adasBox: BoxPair;
let bobsBox: BoxPair;
let place: DirectPlace;
const sessionId = newSessionId();
const direct = {
  messageId: newRequestId(),
  text: 'Only you know this.',
  sentAt: 1_790_000_000_000,
};

beforeAll(async () => {
  [ada, bob, eve] = await Promise.all([newSigningKey(), newSigningKey(), newSigningKey()]);
  [adasBox, bobsBox] = await Promise.all([newBoxPair(), newBoxPair()]);
  place = { sessionId, senderKey: ada.publicKey, recipientKey: bob.publicKey };
});

const sealed = (): ReturnType<typeof sealDirect> =>
  sealDirect(place, direct, { sender: ada, boxKey: bobsBox.publicKey });

/** The same bytes with one bit changed, at places spread over all of them. */
function* altered(bytes: Uint8Array): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += 7) {
    yield new Uint8Array(bytes).with(at, (bytes[at] ?? 0) ^ (1 << (at % 8)));
  }
  yield new Uint8Array(bytes.subarray(0, -1));
  yield new Uint8Array([...bytes, 0]);
}

describe('[X-1] a direct message', () => {
  it('opens for its recipient', async () => {
    expect(await openDirect(place, await sealed(), bobsBox)).toEqual(direct);
  });

  it('opens for nobody else', async () => {
    expect(await openDirect(place, await sealed(), adasBox)).toBeUndefined();
  });

  it('is not taken as somebody else’s, to somebody else, or of another session', async () => {
    const bytes = await sealed();
    const wrong: DirectPlace[] = [
      { ...place, senderKey: eve.publicKey },
      { ...place, recipientKey: eve.publicKey },
      { ...place, senderKey: bob.publicKey, recipientKey: ada.publicKey },
      { ...place, sessionId: newSessionId() },
    ];
    for (const other of wrong) expect(await openDirect(other, bytes, bobsBox)).toBeUndefined();
  });

  it('is not taken when somebody else signed it in the sender’s name', async () => {
    const forged = await sealDirect(place, direct, { sender: eve, boxKey: bobsBox.publicKey });
    expect(await openDirect(place, forged, bobsBox)).toBeUndefined();
  });

  it('is not taken altered', async () => {
    for (const bytes of altered(await sealed())) {
      expect(await openDirect(place, bytes, bobsBox)).toBeUndefined();
    }
  });

  it('[X-2] has one length for all short ones, and fits the relay with the longest', async () => {
    const keys = { sender: ada, boxKey: bobsBox.publicKey };
    const short = await sealDirect(place, { ...direct, text: 'a' }, keys);
    const longer = await sealDirect(place, { ...direct, text: 'a'.repeat(100) }, keys);
    expect(longer.length).toBe(short.length);
    const longest = 'x'.repeat(MAX_DIRECT_TEXT_BYTES);
    const whole = await sealDirect(place, { ...direct, text: longest }, keys);
    // What a message between members adds: header, nonce, tag and signature.
    expect(whole.length).toBeLessThanOrEqual(MAX_RELAYED_BYTES - (18 + 28 + 64));
    expect(await openDirect(place, whole, bobsBox)).toMatchObject({ text: longest });
  });

  it('longer than agreed is not taken', async () => {
    const text = 'x'.repeat(MAX_DIRECT_TEXT_BYTES + 1);
    const keys = { sender: ada, boxKey: bobsBox.publicKey };
    const whole = await sealDirect(place, { ...direct, text }, keys);
    expect(await openDirect(place, whole, bobsBox)).toBeUndefined();
  });
});

describe('[X-4] a receipt', () => {
  const receipt = (): ReturnType<typeof sealReceipt> =>
    sealReceipt(place, direct.messageId, { recipient: bob, boxKey: adasBox.publicKey });

  it('names the message to its sender', async () => {
    expect(await openReceipt(place, await receipt(), adasBox)).toBe(direct.messageId);
  });

  it('is not taken from anybody but the recipient, altered, or of another session', async () => {
    const keys = { recipient: eve, boxKey: adasBox.publicKey };
    const forged = await sealReceipt(place, direct.messageId, keys);
    expect(await openReceipt(place, forged, adasBox)).toBeUndefined();
    const other = { ...place, sessionId: newSessionId() };
    expect(await openReceipt(other, await receipt(), adasBox)).toBeUndefined();
    for (const bytes of altered(await receipt())) {
      expect(await openReceipt(place, bytes, adasBox)).toBeUndefined();
    }
  });

  it('cannot be made of a message, nor a message of a receipt', async () => {
    expect(await openReceipt(place, await sealed(), bobsBox)).toBeUndefined();
    expect(await openDirect(place, await receipt(), adasBox)).toBeUndefined();
  });
});

describe('[X-3] the key to write to', () => {
  it('is its participant’s, in this session', async () => {
    const certificate = await certifyDirectKey(sessionId, bobsBox.publicKey, bob);
    expect(await directKeyOf(sessionId, bob.publicKey, certificate)).toEqual(bobsBox.publicKey);
    expect(await directKeyOf(sessionId, ada.publicKey, certificate)).toBeUndefined();
    expect(await directKeyOf(newSessionId(), bob.publicKey, certificate)).toBeUndefined();
    for (const bytes of altered(certificate)) {
      expect(await directKeyOf(sessionId, bob.publicKey, bytes)).toBeUndefined();
    }
  });
});
