import type { AccountId } from '@conclave/shared/ids';
import type { FirstVault } from '@conclave/shared/wire/vaultApi';
import { newAccountKeys } from './accountKeys.ts';
import { sealItem } from './item.ts';
import { SELF } from './kinds.ts';
import { sealManifest, shelfDigest } from './manifest.ts';
import type { VaultKeys } from './vaultKeys.ts';

/** The first version of a vault: fresh account keys, and a recovery kit nobody has confirmed yet. */
export async function newVault(accountId: AccountId, keys: VaultKeys): Promise<FirstVault> {
  const version = 1;
  const accountKeys = await sealItem(keys.items, await newAccountKeys(), {
    accountId,
    kind: 'accountKeys',
    id: SELF,
    version,
  });
  const settings = await sealItem(
    keys.items,
    { format: 1, kitConfirmed: false },
    { accountId, kind: 'settings', id: SELF, version },
  );
  const digest = (sealedItem: string): Promise<string> =>
    shelfDigest([{ id: SELF, version, sealedItem }]);
  const manifest = {
    format: 1,
    openers: { password: 1, kit: 1 },
    shelves: { accountKeys: await digest(accountKeys), settings: await digest(settings) },
  } as const;
  return {
    sealedManifest: await sealManifest(keys.manifest, manifest, { accountId, version }),
    puts: [
      { kind: 'accountKeys', id: SELF, sealedItem: accountKeys },
      { kind: 'settings', id: SELF, sealedItem: settings },
    ],
    deletes: [],
  };
}
