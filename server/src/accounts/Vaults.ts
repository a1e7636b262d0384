import { toBase64Url } from '@conclave/shared/bytes';
import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  MAX_VAULT_ITEMS,
  VAULT_PAGE_ITEMS,
  type VaultChange,
  type VaultHead,
  type VaultPage,
} from '@conclave/shared/wire/vaultApi';
import type { VaultStore } from '../store/VaultStore.ts';
import { vaultWrite } from './vaultRows.ts';

/** Keeps sealed vaults: hands out what was given, and lets one change happen after another. */
export class Vaults {
  readonly #store: VaultStore;

  constructor(store: VaultStore) {
    this.#store = store;
  }

  async head(accountId: AccountId): Promise<VaultHead> {
    const row = await this.#store.head(accountId);
    if (row === undefined) throw new RefusedError('notFound');
    return { version: row.version, sealedManifest: toBase64Url(row.sealedManifest) };
  }

  async page(
    accountId: AccountId,
    { kind, after }: { kind: string; after: string },
  ): Promise<VaultPage> {
    const limit = VAULT_PAGE_ITEMS + 1;
    const rows = await this.#store.items(accountId, { kind, after, limit });
    const items = rows.slice(0, VAULT_PAGE_ITEMS).map(({ id, version, sealedItem }) => {
      return { id, version, sealedItem: toBase64Url(sealedItem) };
    });
    return { items, more: rows.length > VAULT_PAGE_ITEMS };
  }

  /** All of it or nothing; `versionConflict` if another change came first. */
  change(accountId: AccountId, change: VaultChange): Promise<void> {
    const at = { accountId, expectedVersion: change.expectedVersion };
    return this.#store.transaction(async (queries) => {
      const changed = await this.#store.change(queries, at, vaultWrite(change));
      if (!changed) throw new RefusedError('versionConflict');
      if (change.puts.length === 0) return;
      const count = await this.#store.count(queries, accountId);
      if (count > MAX_VAULT_ITEMS) throw new RefusedError('tooLarge');
    });
  }
}
