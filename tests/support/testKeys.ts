import { Secret } from '../../shared/src/Secret.ts';
import { AccountKeys } from '../../server/src/accountKeys/AccountKeys.ts';
import type { KeyStore } from '../../server/src/accountKeys/KeyStore.ts';
import { MemoryKeyStore } from './MemoryKeyStore.ts';

/** Keys of accounts as a node has them; several nodes share a store. */
export function testKeys(
  store: KeyStore = new MemoryKeyStore(),
  uptimeMs = (): number => 0,
): AccountKeys {
  return new AccountKeys({ store, pepper: new Secret('k'.repeat(32)), uptimeMs });
}
