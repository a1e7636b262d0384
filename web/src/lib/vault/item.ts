import { utf8 } from '@conclave/shared/bytes';
import type { AccountId } from '@conclave/shared/ids';
import type { VaultItem } from '@conclave/shared/wire/vaultApi';
import { vaultKinds, type VaultKind, type VaultValue } from './kinds.ts';
import { readClear } from './manifest.ts';
import { seal, unseal } from './seal.ts';
import { VaultRefusal } from './VaultRefusal.ts';

/** Clear items are filled up to a multiple of this, so that their size says little of a topic or a name. */
const STEP_BYTES = 256;

export interface ItemPlace<K extends VaultKind> {
  readonly accountId: AccountId;
  readonly kind: K;
  readonly id: string;
  readonly version: number;
}

export function sealItem<K extends VaultKind>(
  key: CryptoKey,
  value: VaultValue<K>,
  place: ItemPlace<K>,
): Promise<string> {
  const clear = utf8(JSON.stringify(value));
  const filled = new Uint8Array(Math.ceil((clear.length + 1) / STEP_BYTES) * STEP_BYTES);
  filled.fill(0x20).set(clear); // spaces: JSON ends where it ends
  return seal(key, filled, { purpose: 'item', ...place });
}

export async function openItem<K extends VaultKind>(
  key: CryptoKey,
  item: VaultItem,
  { accountId, kind }: { accountId: AccountId; kind: K },
): Promise<VaultValue<K>> {
  const { id, version, sealedItem } = item;
  const clear = await unseal(key, sealedItem, { purpose: 'item', accountId, kind, id, version });
  if (clear === undefined) throw new VaultRefusal('itemDamaged');
  return readClear(clear, vaultKinds[kind]);
}
