import type { AccountId } from '@conclave/shared/ids';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { VaultFloor } from './manifest.ts';
import { MemoryVaultStorage, type VaultStorage } from './VaultStorage.ts';

// Both are listed in shared/src/dataMap/browserStorage.
const KEYS = 'conclave-vault';
const SEEN = 'conclave-vault-seen';

interface KeysSchema extends DBSchema {
  /** The vault key of whoever is signed in, not extractable. */
  keys: { key: string; value: CryptoKey };
}

interface SeenSchema extends DBSchema {
  floors: { key: string; value: VaultFloor };
}

const openKeys = (): Promise<IDBPDatabase<KeysSchema>> =>
  openDB<KeysSchema>(KEYS, 1, { upgrade: (fresh) => void fresh.createObjectStore('keys') });

const openSeen = (): Promise<IDBPDatabase<SeenSchema>> =>
  openDB<SeenSchema>(SEEN, 1, { upgrade: (fresh) => void fresh.createObjectStore('floors') });

/**
 * Keeps the key over a reload, until sign-out; what was seen stays. Nothing is held open in between,
 * so that "delete everything" works in any tab.
 */
class IndexedDbVaultStorage implements VaultStorage {
  readonly lasting = true;

  keepKey(accountId: AccountId, base: CryptoKey): Promise<void> {
    return use(openKeys, async (db) => {
      const change = db.transaction('keys', 'readwrite');
      await Promise.all([change.store.clear(), change.store.put(base, accountId), change.done]);
    });
  }

  key(accountId: AccountId): Promise<CryptoKey | undefined> {
    return use(openKeys, (db) => db.get('keys', accountId));
  }

  wipeKeys(): Promise<void> {
    return use(openKeys, (db) => db.clear('keys'));
  }

  floor(accountId: AccountId): Promise<VaultFloor | undefined> {
    return use(openSeen, (db) => db.get('floors', accountId));
  }

  raiseFloor(accountId: AccountId, floor: VaultFloor): Promise<void> {
    return use(openSeen, async (db) => {
      const change = db.transaction('floors', 'readwrite');
      const { version = 0 } = (await change.store.get(accountId)) ?? {};
      if (floor.version > version) await change.store.put(floor, accountId);
      await change.done;
    });
  }
}

/** The browser's storage; the memory of this page where there is none, or none for keys. */
export async function openVaultStorage(): Promise<VaultStorage> {
  try {
    await use(openKeys, tryKey);
    return new IndexedDbVaultStorage();
  } catch {
    // Every browser has its own error for "not in this mode"; all mean the same to us.
    return new MemoryVaultStorage();
  }
}

/** Some private modes have databases that refuse keys: find out before it matters. */
async function tryKey(db: IDBPDatabase<KeysSchema>): Promise<void> {
  const probe = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
  ]);
  const change = db.transaction('keys', 'readwrite');
  await Promise.all([change.store.put(probe, 'probe'), change.store.delete('probe'), change.done]);
}

async function use<Schema, Result>(
  open: () => Promise<IDBPDatabase<Schema>>,
  work: (db: IDBPDatabase<Schema>) => Promise<Result>,
): Promise<Result> {
  const db = await open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
