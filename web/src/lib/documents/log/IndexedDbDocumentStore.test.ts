import 'fake-indexeddb/auto';
import { toBase64Url } from '@conclave/shared/bytes';
import { MeetingId } from '@conclave/shared/ids';
import { deleteDB, openDB } from 'idb';
import * as v from 'valibot';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetBrowser } from '../../ui/forgetBrowser.ts';
import type { DocumentStore } from './DocumentStore.ts';
import { openDocumentStore } from './IndexedDbDocumentStore.ts';
import { MemoryDocumentStore } from './MemoryDocumentStore.ts';

const meeting = (byte: number): MeetingId =>
  v.parse(MeetingId, toBase64Url(new Uint8Array(16).fill(byte)));
const [here, elsewhere] = [meeting(1), meeting(2)];
const minutes = { kind: 'minutes', owner: null } as const;
const board = { kind: 'board', owner: null } as const;
const entry = (byte: number) => ({
  place: minutes,
  generation: 1,
  entry: new Uint8Array(200).fill(byte),
  certificate: new Uint8Array(149).fill(byte),
});
const head = { generation: 1, position: 7, chainHash: new Uint8Array(32).fill(3) };

afterEach(async () => {
  vi.unstubAllGlobals();
  await deleteDB('conclave-documents');
});

describe.each<[string, () => Promise<DocumentStore>]>([
  ['IndexedDB', openDocumentStore],
  ['memory', () => Promise.resolve(new MemoryDocumentStore())],
])('what a browser keeps of documents, in %s', (_, open) => {
  it('[E-5] gives back what waits in the order in which it was written, for its document alone', async () => {
    const store = await open();
    for (const byte of [1, 2, 3]) await store.enqueue(here, entry(byte));
    await store.enqueue(here, { ...entry(4), place: board });
    await store.enqueue(elsewhere, entry(5));
    const kept = await store.queued(here, minutes);
    expect(kept.map((queued) => queued.entry[0])).toEqual([1, 2, 3]);
    await store.replace(here, [kept[0]?.id ?? 0, kept[1]?.id ?? 0], [entry(6)]);
    const left = await store.queued(here, minutes);
    expect(left.map((queued) => queued.entry[0])).toEqual([3, 6]);
    expect(left[1]).toMatchObject(entry(6));
  });

  it('[T01] knows in which documents anything waits, so that they are sent though nobody looks at them', async () => {
    const store = await open();
    expect(await store.places(here)).toEqual([]);
    for (const byte of [1, 2]) await store.enqueue(here, entry(byte));
    const drawn = await store.enqueue(here, { ...entry(3), place: board });
    await store.enqueue(elsewhere, entry(4));
    expect(await store.places(here)).toEqual([minutes, board]);
    await store.replace(here, [drawn], []);
    expect(await store.places(here)).toEqual([minutes]);
  });

  it('[R-4] remembers the last head, and forgets all of a meeting and nothing of another', async () => {
    const store = await open();
    for (const id of [here, elsewhere]) {
      await store.enqueue(id, entry(1));
      await store.rememberHead(id, minutes, head);
    }
    expect(await store.head(here, minutes)).toMatchObject(head);
    expect(await store.head(here, board)).toBeUndefined();
    await store.forget(here);
    expect(await store.head(here, minutes)).toBeUndefined();
    expect(await store.queued(here, minutes)).toEqual([]);
    expect(await store.head(elsewhere, minutes)).toMatchObject(head);
    expect(await store.queued(elsewhere, minutes)).toHaveLength(1);
  });

  it('[E-3] keeps a key for notes that nobody reads, one for each meeting', async () => {
    const store = await open();
    const [a, b] = [await store.notesRoot(here, undefined), await store.notesRoot(here, undefined)];
    await expect(crypto.subtle.exportKey('raw', a)).rejects.toThrow();
    expect(await derived(b)).toEqual(await derived(a));
    expect(await derived(await store.notesRoot(elsewhere, undefined))).not.toEqual(
      await derived(a),
    );
    const known = new Uint8Array(32).fill(9);
    const vault = await derived(await store.notesRoot(here, known));
    expect(await derived(await store.notesRoot(elsewhere, known))).toEqual(vault);
  });
});

it('outlives the page in IndexedDB', async () => {
  const before = await openDocumentStore();
  await before.enqueue(here, entry(1));
  const key = await derived(await before.notesRoot(here, undefined));
  const after = await openDocumentStore();
  expect(await after.queued(here, minutes)).toHaveLength(1);
  expect(await derived(await after.notesRoot(here, undefined))).toEqual(key);
});

it('[R22, R25] goes with everything else when the browser is told to forget this site, also while a page is open', async () => {
  const store = await openDocumentStore();
  await store.enqueue(here, entry(1));
  await store.rememberHead(here, minutes, head);
  const key = await derived(await store.notesRoot(here, undefined));
  (await openDB('conclave-uploads', 1)).close();
  const forgotten = await forgetBrowser({
    localStorage: () => {
      throw new Error('not here');
    },
    sessionStorage: () => {
      throw new Error('not here');
    },
    indexedDB: () => indexedDB,
    caches: () => undefined,
  });
  expect(forgotten.deleted).toEqual([
    { place: 'indexedDB', name: 'conclave-documents' },
    { place: 'indexedDB', name: 'conclave-uploads' },
  ]);
  expect(forgotten.left).toEqual([]);
  expect(await store.queued(here, minutes)).toEqual([]);
  expect(await store.head(here, minutes)).toBeUndefined();
  expect(await derived(await store.notesRoot(here, undefined))).not.toEqual(key);
});

it('works without IndexedDB, for as long as the page lives', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const store = await openDocumentStore();
  expect(store).toBeInstanceOf(MemoryDocumentStore);
});

/** What the key seals, with a nonce that is always the same. */
async function derived(root: Parameters<typeof crypto.subtle.encrypt>[1]): Promise<Uint8Array> {
  const hash = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(1), info: new Uint8Array(1) };
  const algorithm = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.deriveKey(hash, root, algorithm, false, ['encrypt']);
  const sealing = { name: 'AES-GCM', iv: new Uint8Array(12) };
  return new Uint8Array(await crypto.subtle.encrypt(sealing, key, new Uint8Array(4)));
}
