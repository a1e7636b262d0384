import type { AccountId } from '@conclave/shared/ids';
import type { VaultFloor } from './manifest.ts';
import type { VaultFloors } from './VaultFloors.ts';

/** What a browser keeps of an account. */
export interface VaultStorage extends VaultFloors {
  /** False when the browser allows no storage: a reload then asks for the password. */
  readonly lasting: boolean;
  keepKey(accountId: AccountId, base: CryptoKey): Promise<void>;
  key(accountId: AccountId): Promise<CryptoKey | undefined>;
  /** Removes every vault key. What was seen of vaults stays, or a sign-out would allow a rollback. */
  wipeKeys(): Promise<void>;
}

/** For browsers that allow no storage, and for tests. */
export class MemoryVaultStorage implements VaultStorage {
  readonly lasting = false;
  readonly #keys = new Map<AccountId, CryptoKey>();
  readonly #floors = new Map<AccountId, VaultFloor>();

  keepKey(accountId: AccountId, base: CryptoKey): Promise<void> {
    this.#keys.clear();
    this.#keys.set(accountId, base);
    return Promise.resolve();
  }

  key(accountId: AccountId): Promise<CryptoKey | undefined> {
    return Promise.resolve(this.#keys.get(accountId));
  }

  wipeKeys(): Promise<void> {
    this.#keys.clear();
    return Promise.resolve();
  }

  floor(accountId: AccountId): Promise<VaultFloor | undefined> {
    return Promise.resolve(this.#floors.get(accountId));
  }

  raiseFloor(accountId: AccountId, floor: VaultFloor): Promise<void> {
    const { version = 0 } = this.#floors.get(accountId) ?? {};
    if (floor.version > version) this.#floors.set(accountId, floor);
    return Promise.resolve();
  }
}
