import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import * as v from 'valibot';
import { afterEach, describe, expect, it } from 'vitest';
import { toBase64Url } from '@conclave/shared/bytes';
import { MeetingId } from '@conclave/shared/ids';
import { newRequestId, newSessionId, randomBytes } from '../crypto/random.ts';
import type { DirectStore, KeptDirect } from './DirectStore.ts';
import { IndexedDbDirectStore } from './IndexedDbDirectStore.ts';
import { MemoryDirectStore } from './MemoryDirectStore.ts';

const meetingId = v.parse(MeetingId, toBase64Url(new Uint8Array(16).fill(1)));
const sitting = { meetingId, sessionId: newSessionId() };

function direct(text: string): KeptDirect {
  const messageId = newRequestId();
  return { messageId, peerKey: randomBytes(32), own: true, text, at: 5, state: 'sending' };
}

afterEach(() => deleteDB('conclave-direct'));

const stores: readonly [string, () => DirectStore][] = [
  ['IndexedDB', () => new IndexedDbDirectStore()],
  ['memory', () => new MemoryDirectStore()],
];

describe.each(stores)('[X-5] direct messages in %s', (_name, open) => {
  it('come back in their order, in their newest state', async () => {
    const store = open();
    const [first, second] = [direct('one'), direct('two')];
    await store.save(sitting, first);
    await store.save(sitting, second);
    await store.save(sitting, { ...first, state: 'delivered' });
    expect(await store.load(sitting)).toEqual([{ ...first, state: 'delivered' }, second]);
  });

  it('are those of one session of one meeting', async () => {
    const store = open();
    await store.save(sitting, direct('here'));
    expect(await store.load({ ...sitting, sessionId: newSessionId() })).toEqual([]);
  });

  it('go with their session', async () => {
    const store = open();
    const next = { meetingId, sessionId: newSessionId() };
    await store.save(sitting, direct('old'));
    await store.save(next, direct('new'));
    await store.keepOnly(meetingId, next.sessionId);
    expect(await store.load(sitting)).toEqual([]);
    expect((await store.load(next)).map(({ text }) => text)).toEqual(['new']);
    await store.keepOnly(meetingId, undefined);
    expect(await store.load(next)).toEqual([]);
  });
});

describe('in IndexedDB', () => {
  it('[R24] nothing of a message can be read, nor its key be taken out; erased means no row is left', async () => {
    const store = new IndexedDbDirectStore();
    await store.save(sitting, direct('canary'));
    const db = await openDB('conclave-direct');
    const [row] = v.parse(
      v.array(v.object({ sealed: v.instance(Uint8Array) })),
      await db.getAll('messages'),
    );
    expect(Buffer.from(row?.sealed ?? []).includes('canary')).toBe(false);
    const [key] = v.parse(v.array(v.instance(CryptoKey)), await db.getAll('keys'));
    expect(key?.extractable).toBe(false);
    await store.keepOnly(meetingId, undefined);
    expect([await db.count('messages'), await db.count('keys')]).toEqual([0, 0]);
    db.close();
  });
});
