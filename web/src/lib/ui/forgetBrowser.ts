import { browserStorage } from '@conclave/shared/dataMap/browserStorage';

type Place = 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cache';

/** One thing that this site kept in the browser. */
type Entry = { place: Place; name: string };

export type Forgotten = { deleted: Entry[]; left: Entry[] };

/** The stores of a browser. Reading one throws where storage is blocked, so they are asked for late. */
export type Stores = {
  localStorage: () => Storage;
  sessionStorage: () => Storage;
  indexedDB: () => IDBFactory;
  caches: () => CacheStorage | undefined;
};

/** Deletes everything that this site keeps in the browser, and says what that was [R22, R25]. */
export async function forgetBrowser(stores: Stores): Promise<Forgotten> {
  const results = [
    forgetStorage('localStorage', stores.localStorage),
    forgetStorage('sessionStorage', stores.sessionStorage),
    await forgetDatabases(stores.indexedDB),
    await forgetCaches(stores.caches),
  ];
  return {
    deleted: results.flatMap(({ deleted }) => deleted),
    left: results.flatMap(({ left }) => left),
  };
}

const nothing: Forgotten = { deleted: [], left: [] };

function forgetStorage(place: 'localStorage' | 'sessionStorage', open: () => Storage): Forgotten {
  try {
    const storage = open();
    const deleted = Object.keys(storage).map((name) => ({ place, name }));
    storage.clear();
    return { deleted, left: [] };
  } catch {
    // Blocked: then nothing is there.
    return nothing;
  }
}

async function forgetDatabases(open: () => IDBFactory): Promise<Forgotten> {
  try {
    const factory = open();
    const names = await databaseNames(factory);
    const gone = await Promise.all(names.map((name) => forgetDatabase(factory, name)));
    const entries = names.map((name): Entry => ({ place: 'indexedDB', name }));
    return {
      deleted: entries.filter((_, at) => gone[at] === true),
      left: entries.filter((_, at) => gone[at] !== true),
    };
  } catch {
    return nothing;
  }
}

/** Firefox before 126 cannot list databases; then those of the inventory are deleted, there or not. */
async function databaseNames(factory: IDBFactory): Promise<string[]> {
  if (!('databases' in factory)) {
    return browserStorage.filter(({ place }) => place === 'indexedDB').map(({ name }) => name);
  }
  const databases = await factory.databases();
  return databases.flatMap(({ name }) => (name === undefined ? [] : [name]));
}

function forgetDatabase(factory: IDBFactory, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = factory.deleteDatabase(name);
    request.onsuccess = (): void => resolve(true);
    request.onerror = (): void => resolve(false);
    // Another tab holds it open; it goes when that tab closes, but we cannot promise that.
    request.onblocked = (): void => resolve(false);
  });
}

async function forgetCaches(open: () => CacheStorage | undefined): Promise<Forgotten> {
  try {
    const caches = open();
    if (caches === undefined) return nothing;
    const entries = (await caches.keys()).map((name): Entry => ({ place: 'cache', name }));
    const gone = await Promise.all(entries.map(({ name }) => caches.delete(name)));
    return {
      deleted: entries.filter((_, at) => gone[at] === true),
      left: entries.filter((_, at) => gone[at] !== true),
    };
  } catch {
    return nothing;
  }
}
