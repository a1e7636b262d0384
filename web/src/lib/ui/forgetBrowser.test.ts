import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { forgetBrowser, type Stores } from './forgetBrowser.ts';

/** Keys are own properties, as in a browser's Storage, and `clear` removes them. */
function storage(entries: Record<string, string>): Storage {
  const methods = {
    clear(this: object): void {
      for (const key of Object.keys(this)) Reflect.deleteProperty(this, key);
    },
    length: 0,
    getItem: () => null,
    key: () => null,
    setItem: () => undefined,
    removeItem: () => undefined,
  };
  const store = { ...methods };
  for (const key of Object.keys(methods)) Object.defineProperty(store, key, { enumerable: false });
  return Object.assign(store, entries);
}

function open(factory: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve) => {
    const request = factory.open(name);
    request.onsuccess = (): void => resolve(request.result);
  });
}

function stores(parts: Partial<Stores> = {}): Stores {
  return {
    localStorage: () => storage({}),
    sessionStorage: () => storage({}),
    indexedDB: () => new IDBFactory(),
    caches: () => undefined,
    ...parts,
  };
}

it('deletes what is there and names it [R22]', async () => {
  const local = storage({ 'conclave.language': 'de' });
  const session = storage({ draft: 'x' });
  const factory = new IDBFactory();
  (await open(factory, 'conclave-vault')).close();
  const forgotten = await forgetBrowser(
    stores({
      localStorage: () => local,
      sessionStorage: () => session,
      indexedDB: () => factory,
    }),
  );
  expect(forgotten).toEqual({
    deleted: [
      { place: 'localStorage', name: 'conclave.language' },
      { place: 'sessionStorage', name: 'draft' },
      { place: 'indexedDB', name: 'conclave-vault' },
    ],
    left: [],
  });
  expect([Object.keys(local), Object.keys(session), await factory.databases()]).toEqual([
    [],
    [],
    [],
  ]);
});

it('says which database another tab still holds open', async () => {
  const factory = new IDBFactory();
  await open(factory, 'conclave-vault');
  const { deleted, left } = await forgetBrowser(stores({ indexedDB: () => factory }));
  expect({ deleted, left }).toEqual({
    deleted: [],
    left: [{ place: 'indexedDB', name: 'conclave-vault' }],
  });
});

it('works where every kind of storage is blocked [R23]', async () => {
  const blocked = (): never => {
    throw new DOMException('blocked', 'SecurityError');
  };
  const forgotten = await forgetBrowser({
    localStorage: blocked,
    sessionStorage: blocked,
    indexedDB: blocked,
    caches: blocked,
  });
  expect(forgotten).toEqual({ deleted: [], left: [] });
});
