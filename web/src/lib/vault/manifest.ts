import { ByteWriter } from '@conclave/shared/ByteWriter';
import { fromBase64Url, fromUtf8, toBase64Url, utf8, type Bytes } from '@conclave/shared/bytes';
import type { AccountId } from '@conclave/shared/ids';
import {
  ItemKind,
  VaultVersion,
  type VaultHead,
  type VaultItem,
} from '@conclave/shared/wire/vaultApi';
import * as v from 'valibot';
import { seal, unseal } from './seal.ts';
import { VaultRefusal } from './VaultRefusal.ts';

/**
 * The sealed list of contents. It names the password and the kit in force and, for each kind of item,
 * one digest over all its items: a server that leaves one out, or serves an old one, does not fit.
 * Its version rises with every change and each browser remembers the highest it has seen.
 */
const Manifest = v.strictObject({
  format: v.literal(1),
  openers: v.strictObject({ password: VaultVersion, kit: VaultVersion }),
  shelves: v.record(ItemKind, v.pipe(v.string(), v.length(43))),
});
export type Manifest = v.InferOutput<typeof Manifest>;

interface Place {
  readonly accountId: AccountId;
  readonly version: number;
}

export function sealManifest(key: CryptoKey, manifest: Manifest, place: Place): Promise<string> {
  return seal(key, utf8(JSON.stringify(manifest)), { purpose: 'manifest', ...place });
}

/** Opens the list of contents of this version. */
export async function openManifest(
  key: CryptoKey,
  head: VaultHead,
  accountId: AccountId,
): Promise<Manifest> {
  const context = { purpose: 'manifest', accountId, version: head.version } as const;
  const clear = await unseal(key, head.sealedManifest, context);
  if (clear === undefined) throw new VaultRefusal('manifestDamaged');
  return readClear(clear, Manifest);
}

/** SHA-256 over what the server holds of one kind: ids, versions and ciphertexts. */
export async function shelfDigest(items: Iterable<VaultItem>): Promise<string> {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
  const hashes = await Promise.all(
    sorted.map(({ sealedItem }) => sha256(fromBase64Url(sealedItem))),
  );
  const writer = new ByteWriter().text('conclave/vault/v1/shelf').uint32(sorted.length);
  for (const [at, { id, version }] of sorted.entries()) {
    writer
      .text(id)
      .uint64(BigInt(version))
      .fixed(hashes[at] ?? new Uint8Array(0), 32);
  }
  return toBase64Url(await sha256(writer.end()));
}

/** What this browser remembers of a vault: enough to notice an older or a second one. */
export interface VaultFloor {
  readonly version: number;
  readonly manifestHash: string;
}

export async function floorOf(head: VaultHead): Promise<VaultFloor> {
  const manifestHash = toBase64Url(await sha256(fromBase64Url(head.sealedManifest)));
  return { version: head.version, manifestHash };
}

/** JSON that was sealed, if it has the form that this version of the page knows. */
export function readClear<const S extends v.GenericSchema>(
  clear: Bytes,
  schema: S,
): v.InferOutput<S> {
  try {
    return v.parse(schema, JSON.parse(fromUtf8(clear)));
  } catch (cause) {
    throw new VaultRefusal('formatUnknown', { cause });
  }
}

async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
