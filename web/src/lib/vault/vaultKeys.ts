import type { Bytes } from '@conclave/shared/bytes';
import { baseKey, deriveSealingKey } from './hkdf.ts';

/** What an open vault works with. None of it can be read out, also not by this page. */
export interface VaultKeys {
  /** Kept in this browser while signed in; the others come from it. */
  readonly base: CryptoKey;
  readonly items: CryptoKey;
  readonly manifest: CryptoKey;
}

/** The keys of a vault from its 256 bits, which are wiped. */
export async function takeVaultKey(vaultKey: Bytes): Promise<VaultKeys> {
  const base = await baseKey(vaultKey);
  vaultKey.fill(0);
  return vaultKeysFrom(base);
}

/** The keys of a vault from what this browser kept. */
export async function vaultKeysFrom(base: CryptoKey): Promise<VaultKeys> {
  return {
    base,
    items: await deriveSealingKey(base, 'conclave/vault/v1/items'),
    manifest: await deriveSealingKey(base, 'conclave/vault/v1/manifest'),
  };
}
