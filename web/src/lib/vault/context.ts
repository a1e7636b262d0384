import { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Bytes } from '@conclave/shared/bytes';
import type { AccountId } from '@conclave/shared/ids';
import type { KdfParameters } from '@conclave/shared/kdfPolicy';
import type { OpenerKind } from '@conclave/shared/wire/vaultApi';

/**
 * What a sealed thing is. All of it is bound in, so that a server cannot move something to another
 * account, item, kind or version, or say that a password was derived in another way.
 */
export type VaultContext =
  | {
      purpose: 'vaultKey';
      accountId: AccountId;
      opener: OpenerKind;
      version: number;
      kdf: KdfParameters | null;
    }
  | { purpose: 'manifest'; accountId: AccountId; version: number }
  | { purpose: 'item'; accountId: AccountId; kind: string; id: string; version: number };

/** The associated data of a seal. Length-prefixed, so that no two contexts have the same bytes. */
export function contextBytes(context: VaultContext): Bytes {
  const writer = new ByteWriter()
    .text(`conclave/vault/v1/${context.purpose}`)
    .text(context.accountId)
    .uint64(BigInt(context.version));
  switch (context.purpose) {
    case 'vaultKey':
      return writer.text(context.opener).text(kdfText(context.kdf)).end();
    case 'manifest':
      return writer.end();
    case 'item':
      return writer.text(context.kind).text(context.id).end();
  }
}

function kdfText(kdf: KdfParameters | null): string {
  if (kdf === null) return 'none';
  return [kdf.algorithm, kdf.memoryKib, kdf.iterations, kdf.parallelism, kdf.salt].join('|');
}
