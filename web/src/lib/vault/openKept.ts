import type { AccountId } from '@conclave/shared/ids';
import type { Tools } from './signIn.ts';
import { Vault } from './Vault.ts';
import { vaultKeysFrom } from './vaultKeys.ts';

/** Opens the vault with the key that this browser kept; undefined if it has none for this account. */
export async function openKept(
  accountId: AccountId,
  { api, storage }: Pick<Tools, 'api' | 'storage'>,
): Promise<Vault | undefined> {
  const base = await storage.key(accountId);
  if (base === undefined) return undefined;
  return Vault.open({ accountId, keys: await vaultKeysFrom(base), api, floors: storage });
}
