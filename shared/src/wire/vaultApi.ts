import * as v from 'valibot';
import { KdfParameters, kdfFault } from '../kdfPolicy.ts';
import { base64Url, fixedBase64Url } from './base64Url.ts';

/** A meeting with a year of archive keys and deputies is some 8 KB. Higher lets one account hold more of our disk. */
export const MAX_VAULT_ITEM_BYTES = 32 * 1024;
/** One digest for each kind of item. */
export const MAX_VAULT_MANIFEST_BYTES = 4 * 1024;
/** Items written at once. A registration writes two; an imported address book goes in several steps. */
export const MAX_VAULT_CHANGES = 64;
/** Items of one account. Higher makes opening a kind slower, as all its items are fetched to be checked. */
export const MAX_VAULT_ITEMS = 20_000;
/** Items in one answer: at most 4 MB. */
export const VAULT_PAGE_ITEMS = 100;
/** A sealed vault key: format, nonce, 32 bytes, tag. */
const SEALED_KEY_BYTES = 1 + 12 + 32 + 16;

/** 256 bits derived from the password or the recovery kit. Proves knowledge of it and opens nothing. */
export const AuthKey = fixedBase64Url(32);

export const VaultVersion = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** The word for a shelf of the vault, as `meeting`. The server attaches no meaning to it. */
export const ItemKind = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z]{0,23}$/u));
export const ItemId = v.pipe(v.string(), v.regex(/^[\w-]{1,43}$/u));

const SealedItem = base64Url(29, MAX_VAULT_ITEM_BYTES);
const SealedManifest = base64Url(29, MAX_VAULT_MANIFEST_BYTES);
const SealedKey = fixedBase64Url(SEALED_KEY_BYTES);

/** What opens the vault: the vault key, sealed by a key from the password or from the recovery kit. */
export const Opener = v.strictObject({
  version: VaultVersion,
  /** Null for the kit: 160 random bits need no stretching. */
  kdf: v.nullable(KdfParameters),
  sealedVaultKey: SealedKey,
});
export type Opener = v.InferOutput<typeof Opener>;

export const OpenerKind = v.picklist(['password', 'kit']);
export type OpenerKind = v.InferOutput<typeof OpenerKind>;

/** An opener on its way to the server, with what proves knowledge of its password from now on. */
export const NewPassword = v.strictObject({
  authKey: AuthKey,
  version: VaultVersion,
  kdf: v.pipe(
    KdfParameters,
    v.check((kdf) => kdfFault(kdf) === undefined, 'outside the bounds'),
  ),
  sealedVaultKey: SealedKey,
});
export type NewPassword = v.InferOutput<typeof NewPassword>;

export const NewKit = v.strictObject({
  authKey: AuthKey,
  version: VaultVersion,
  kdf: v.null(),
  sealedVaultKey: SealedKey,
});
export type NewKit = v.InferOutput<typeof NewKit>;

/** GET /api/vault. The version rises by one with every change of any item or opener. */
export const VaultHead = v.strictObject({ version: VaultVersion, sealedManifest: SealedManifest });
export type VaultHead = v.InferOutput<typeof VaultHead>;

/** An item carries the version of the vault with which it was written. */
export const VaultItem = v.strictObject({
  id: ItemId,
  version: VaultVersion,
  sealedItem: SealedItem,
});
export type VaultItem = v.InferOutput<typeof VaultItem>;

/** GET /api/vault/items/:kind?after=id, in the order of ids. */
export const VaultPage = v.strictObject({
  items: v.pipe(v.array(VaultItem), v.maxLength(VAULT_PAGE_ITEMS)),
  more: v.boolean(),
});
export type VaultPage = v.InferOutput<typeof VaultPage>;

const changed = {
  sealedManifest: SealedManifest,
  puts: v.pipe(
    v.array(v.strictObject({ kind: ItemKind, id: ItemId, sealedItem: SealedItem })),
    v.maxLength(MAX_VAULT_CHANGES),
  ),
  deletes: v.pipe(
    v.array(v.strictObject({ kind: ItemKind, id: ItemId })),
    v.maxLength(MAX_VAULT_CHANGES),
  ),
};

/**
 * POST /api/vault/changes: all of it or nothing, if the vault still has `expectedVersion`; else
 * `versionConflict`. The new version is one higher.
 */
export const VaultChange = v.strictObject({ expectedVersion: VaultVersion, ...changed });
export type VaultChange = v.InferOutput<typeof VaultChange>;

/** The vault of a new account. Its version is 1. */
export const FirstVault = v.strictObject(changed);
export type FirstVault = v.InferOutput<typeof FirstVault>;
