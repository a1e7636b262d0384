import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { FirstVault, NewKit, NewPassword, Opener } from '@conclave/shared/wire/vaultApi';
import type { AccountId } from '@conclave/shared/ids';
import type { OpenerRow } from '../store/AccountStore.ts';
import type { VaultWrite } from '../store/VaultStore.ts';

/** What a request writes to the vault, in bytes. */
export function vaultWrite(change: FirstVault): VaultWrite {
  return {
    sealedManifest: fromBase64Url(change.sealedManifest),
    puts: change.puts.map(({ kind, id, sealedItem }) => ({
      kind,
      id,
      sealedItem: fromBase64Url(sealedItem),
    })),
    deletes: change.deletes,
  };
}

/** An opener from a request, with the hash of its authKey. */
export function openerRow(
  accountId: AccountId,
  opener: NewPassword | NewKit,
  authHash: string,
): OpenerRow {
  return {
    accountId,
    kind: opener.kdf === null ? 'kit' : 'password',
    version: opener.version,
    kdf: opener.kdf,
    authHash,
    sealedVaultKey: fromBase64Url(opener.sealedVaultKey),
  };
}

/** An opener for whoever has proved to know its password. */
export function openerReply({ version, kdf, sealedVaultKey }: OpenerRow): Opener {
  return { version, kdf, sealedVaultKey: toBase64Url(sealedVaultKey) };
}
