import type { AccountId } from '@conclave/shared/ids';
import type { Database, Queries } from './Database.ts';

export interface VaultRow {
  readonly version: number;
  readonly sealedManifest: Uint8Array;
}

export interface VaultItemRow {
  readonly id: string;
  readonly version: number;
  readonly sealedItem: Uint8Array;
}

interface ItemName {
  readonly kind: string;
  readonly id: string;
}

/** What is written to a vault at once. */
export interface VaultWrite {
  readonly sealedManifest: Uint8Array;
  readonly puts: readonly (ItemName & { readonly sealedItem: Uint8Array })[];
  readonly deletes: readonly ItemName[];
}

/** Sealed vaults, item by item. Everything but names and versions is ciphertext. */
export class VaultStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#database.transaction(work);
  }

  head(accountId: AccountId): Promise<VaultRow | undefined> {
    return this.#database.query
      .selectFrom('vault')
      .select(['version', 'sealed_manifest as sealedManifest'])
      .where('account_id', '=', accountId)
      .executeTakeFirst();
  }

  /** Items of a kind in the order of ids, beginning after one. */
  items(
    accountId: AccountId,
    { kind, after, limit }: { kind: string; after: string; limit: number },
  ): Promise<VaultItemRow[]> {
    return this.#database.query
      .selectFrom('vault_item')
      .select(['id', 'version', 'sealed_item as sealedItem'])
      .where('account_id', '=', accountId)
      .where('kind', '=', kind)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  async count(queries: Queries, accountId: AccountId): Promise<number> {
    const row = await queries
      .selectFrom('vault_item')
      .select((items) => items.fn.countAll().as('count'))
      .where('account_id', '=', accountId)
      .executeTakeFirstOrThrow();
    return Number(row.count);
  }

  /** The vault of a new account, at version 1. */
  async create(queries: Queries, accountId: AccountId, write: VaultWrite): Promise<void> {
    await queries
      .insertInto('vault')
      .values({ account_id: accountId, version: 1, sealed_manifest: write.sealedManifest })
      .execute();
    await writeItems(queries, { accountId, version: 1 }, write);
  }

  /** Writes if the vault still has this version; false if it has another. */
  async change(
    queries: Queries,
    { accountId, expectedVersion }: { accountId: AccountId; expectedVersion: number },
    write: VaultWrite,
  ): Promise<boolean> {
    const version = expectedVersion + 1;
    const changed = await queries
      .updateTable('vault')
      .set({ version, sealed_manifest: write.sealedManifest })
      .where('account_id', '=', accountId)
      .where('version', '=', expectedVersion)
      .returning('version')
      .execute();
    if (changed.length === 0) return false;
    await writeItems(queries, { accountId, version }, write);
    return true;
  }
}

async function writeItems(
  queries: Queries,
  { accountId, version }: { accountId: AccountId; version: number },
  { puts, deletes }: VaultWrite,
): Promise<void> {
  for (const { kind, id } of deletes) {
    await queries
      .deleteFrom('vault_item')
      .where('account_id', '=', accountId)
      .where('kind', '=', kind)
      .where('id', '=', id)
      .execute();
  }
  for (const { kind, id, sealedItem } of puts) {
    await queries
      .insertInto('vault_item')
      .values({ account_id: accountId, kind, id, version, sealed_item: sealedItem })
      .onConflict((conflict) =>
        conflict
          .columns(['account_id', 'kind', 'id'])
          .doUpdateSet({ version, sealed_item: sealedItem }),
      )
      .execute();
  }
}
