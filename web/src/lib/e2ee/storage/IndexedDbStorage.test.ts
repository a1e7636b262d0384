import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import * as v from 'valibot';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MeetingId } from '@conclave/shared/ids';
import { toBase64Url } from '@conclave/shared/bytes';
import { openMeetingStorage } from './IndexedDbStorage.ts';
import { NOTHING_REMEMBERED } from './Memory.ts';

const here = v.parse(MeetingId, toBase64Url(new Uint8Array(16).fill(1)));
const elsewhere = v.parse(MeetingId, toBase64Url(new Uint8Array(16).fill(2)));
const memory = { ...NOTHING_REMEMBERED, name: 'Yuki Sandner', cardFloor: 3 };

afterEach(async () => {
  vi.unstubAllGlobals();
  await deleteDB('conclave-meetings');
});

describe('what a browser keeps of a meeting', () => {
  it('[R24] is sealed: neither the name nor a private key can be read from the database', async () => {
    const storage = await openMeetingStorage();
    await storage.save(here, memory);
    const { privateKey } = await storage.participantKey(here);
    await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
    const db = await openDB('conclave-meetings');
    const bytes: unknown = await db.get('memories', here);
    db.close();
    if (!(bytes instanceof Uint8Array)) throw new Error('bytes are stored');
    expect(Buffer.from(bytes).includes('Yuki')).toBe(false);
  });

  it('opens for its own meeting only, and never altered', async () => {
    const storage = await openMeetingStorage();
    await storage.save(here, memory);
    const db = await openDB('conclave-meetings');
    const bytes: unknown = await db.get('memories', here);
    if (!(bytes instanceof Uint8Array)) throw new Error('bytes are stored');
    await db.put('memories', bytes, elsewhere);
    expect(await storage.load(elsewhere)).toBeUndefined();
    await db.put('memories', bytes.with(20, (bytes[20] ?? 0) ^ 1), here);
    expect(await storage.load(here)).toBeUndefined();
    await db.put('memories', bytes, here);
    expect(await storage.load(here)).toEqual(memory);
    db.close();
  });

  it('[R45] has another key for every meeting, and the same one again after a reload', async () => {
    const first = await openMeetingStorage();
    const [a, b] = await Promise.all([first.participantKey(here), first.participantKey(here)]);
    expect(b.publicKey).toEqual(a.publicKey);
    const reloaded = await openMeetingStorage();
    expect((await reloaded.participantKey(here)).publicKey).toEqual(a.publicKey);
    expect((await reloaded.participantKey(elsewhere)).publicKey).not.toEqual(a.publicKey);
  });

  it('is gone when it is forgotten', async () => {
    const storage = await openMeetingStorage();
    await storage.save(here, memory);
    const { publicKey } = await storage.participantKey(here);
    await storage.forget(here);
    expect(await storage.load(here)).toBeUndefined();
    expect((await storage.participantKey(here)).publicKey).not.toEqual(publicKey);
  });

  it('[R23] is kept by the page alone where the browser stores nothing', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const storage = await openMeetingStorage();
    expect(storage.durable).toBe(false);
    await storage.save(here, memory);
    expect(await storage.load(here)).toEqual(memory);
  });
});
