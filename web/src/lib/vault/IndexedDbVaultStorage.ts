import type { AccountId } from '@conclave/shared/ids';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { VaultFloor } from './manifest.ts';
import { MemoryVaultStorage, type VaultStorage } from './VaultStorage.ts';

/** Listed in shared/src/dataMap/browserStorage. */
const NAME = 'conclave-vault';

interface Stores extends DBSchema {
  /** The vault key of whoever is signed in, not extractable. */
  keys: { key: string; value: CryptoKey };
  floors: { key: string; value: VaultFloor };
}

/** Keeps the key over a reload. */
class IndexedDbVaultStorage implements VaultStorage {
  readonly lasting = true;
  readonly #db: IDBPDatabase<Stores>;

  constructor(db: IDBPDatabase<Stores>) {
    this.#db = db;
  }

  async keepKey(accountId: AccountId, base: CryptoKey): Promise<void> {
    const change = this.#db.transaction('keys', 'readwrite');
    await Promise.all([change.store.clear(), change.store.put(base, accountId), change.done]);
  }

  key(accountId: AccountId): Promise<CryptoKey | undefined> {
    return this.#db.get('keys', accountId);
  }

  wipeKeys(): Promise<void> {
    return this.#db.clear('keys');
  }

  floor(accountId: AccountId): Promise<VaultFloor | undefined> {
    return this.#db.get('floors', accountId);
  }

  async raiseFloor(accountId: AccountId, floor: VaultFloor): Promise<void> {
    const change = this.#db.transaction('floors', 'readwrite');
    const { version = 0 } = (await change.store.get(accountId)) ?? {};
    if (floor.version > version) await change.store.put(floor, accountId);
    await change.done;
  }
}

/** The browser's storage; the memory of this page where there is none, or none for keys. */
export async function openVaultStorage(): Promise<VaultStorage> {
  try {
    const db = await openDB<Stores>(NAME, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('keys');
        fresh.createObjectStore('floors');
      },
    });
    await tryKey(db);
    return new IndexedDbVaultStorage(db);
  } catch {
    // Every browser has its own error for "not in this mode"; all mean the same to us.
    return new MemoryVaultStorage();
  }
}

/** Some private modes have databases that refuse keys: find out before it matters. */
async function tryKey(db: IDBPDatabase<Stores>): Promise<void> {
  const probe = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
  ]);
  const change = db.transaction('keys', 'readwrite');
  await Promise.all([change.store.put(probe, 'probe'), change.store.delete('probe'), change.done]);
}
