import type { VaultChange, VaultHead, VaultItem } from '@conclave/shared/wire/vaultApi';

/** The server as the vault needs it. Nothing of what it says is believed before it has been opened. */
export interface VaultApi {
  head(): Promise<VaultHead>;
  /** All items of a kind. */
  items(kind: string): Promise<VaultItem[]>;
  /** Resolves after the server has committed. Refuses with `versionConflict` when somebody was first. */
  change(change: VaultChange): Promise<void>;
}
