import { RefusedError } from '@conclave/shared/RefusedError';
import type { FirstVault, VaultChange, VaultHead, VaultItem } from '@conclave/shared/wire/vaultApi';
import type { VaultApi } from '../VaultApi.ts';

/** The server's half of a vault in memory. Its fields are open, so that a test can make it lie. */
export class FakeVaultServer implements VaultApi {
  served: VaultHead;
  readonly shelves = new Map<string, Map<string, VaultItem>>();
  /** Everything that was asked, in order. */
  readonly asked: string[] = [];
  /** Set to lose the answers to changes: committed, but the browser never hears of it. */
  losesAnswers = false;

  constructor(first: FirstVault) {
    this.served = { version: 1, sealedManifest: first.sealedManifest };
    this.#apply(first, 1);
  }

  head(): Promise<VaultHead> {
    this.asked.push('head');
    return Promise.resolve(this.served);
  }

  items(kind: string): Promise<VaultItem[]> {
    this.asked.push(`items ${kind}`);
    return Promise.resolve([...(this.shelves.get(kind)?.values() ?? [])]);
  }

  change(change: VaultChange): Promise<void> {
    this.asked.push('change');
    if (change.expectedVersion !== this.served.version) {
      return Promise.reject(new RefusedError('versionConflict'));
    }
    const version = change.expectedVersion + 1;
    this.served = { version, sealedManifest: change.sealedManifest };
    this.#apply(change, version);
    if (this.losesAnswers) return Promise.reject(new TypeError('network'));
    return Promise.resolve();
  }

  /** The one item of a shelf that holds one. */
  only(kind: string): VaultItem {
    const [item] = this.shelves.get(kind)?.values() ?? [];
    if (item === undefined) throw new Error(`no ${kind}`);
    return item;
  }

  /** A copy of all that it holds, to serve it again later. */
  snapshot(): () => void {
    const { served } = this;
    const shelves = [...this.shelves].map(([kind, shelf]) => [kind, new Map(shelf)] as const);
    return () => {
      this.served = served;
      this.shelves.clear();
      for (const [kind, shelf] of shelves) this.shelves.set(kind, new Map(shelf));
    };
  }

  #apply(change: Pick<VaultChange, 'puts' | 'deletes'>, version: number): void {
    for (const { kind, id, sealedItem } of change.puts) {
      const shelf = this.shelves.get(kind) ?? new Map<string, VaultItem>();
      this.shelves.set(kind, shelf.set(id, { id, version, sealedItem }));
    }
    for (const { kind, id } of change.deletes) this.shelves.get(kind)?.delete(id);
  }
}
