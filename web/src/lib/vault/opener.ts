import type { Bytes } from '@conclave/shared/bytes';
import type { AccountId } from '@conclave/shared/ids';
import type { NewKit, NewPassword, Opener, OpenerKind } from '@conclave/shared/wire/vaultApi';
import type { KdfParameters } from '@conclave/shared/kdfPolicy';
import type { OpenerKeys } from './passwordKeys.ts';
import { seal, unseal } from './seal.ts';
import { VaultRefusal } from './VaultRefusal.ts';

/** The random 256 bits from which all keys of the vault come. Held in the clear only while it is wrapped or unwrapped. */
export function newVaultKey(): Bytes {
  return crypto.getRandomValues(new Uint8Array(32));
}

interface Wrapping {
  readonly accountId: AccountId;
  readonly keys: OpenerKeys;
  readonly vaultKey: Bytes;
  readonly version: number;
}

/** A password that opens this vault key, as the server is to keep it. */
export async function passwordOpener(
  { accountId, keys, vaultKey, version }: Wrapping,
  kdf: KdfParameters,
): Promise<NewPassword> {
  const context = { purpose: 'vaultKey', accountId, opener: 'password', version, kdf } as const;
  const sealedVaultKey = await seal(keys.wrapKey, vaultKey, context);
  return { authKey: keys.authKey, version, kdf, sealedVaultKey };
}

/** A recovery kit that opens this vault key, as the server is to keep it. */
export async function kitOpener(wrapping: Wrapping): Promise<NewKit> {
  const { accountId, keys, vaultKey, version } = wrapping;
  const context = { purpose: 'vaultKey', accountId, opener: 'kit', version, kdf: null } as const;
  const sealedVaultKey = await seal(keys.wrapKey, vaultKey, context);
  return { authKey: keys.authKey, version, kdf: null, sealedVaultKey };
}

/**
 * The vault key behind an opener. Refused when the server serves one of another account, of another
 * kind, with other parameters than those used, or any that this password did not make.
 */
export async function unwrapVaultKey(
  opener: Opener,
  kind: OpenerKind,
  { accountId, keys }: { accountId: AccountId; keys: OpenerKeys },
): Promise<Bytes> {
  const { version, kdf } = opener;
  const context = { purpose: 'vaultKey', accountId, opener: kind, version, kdf } as const;
  const vaultKey = await unseal(keys.wrapKey, opener.sealedVaultKey, context);
  if (vaultKey?.length !== 32) throw new VaultRefusal('openerDoesNotFit');
  return vaultKey;
}
