import type { AccountId } from '@conclave/shared/ids';
import type { VaultHead } from '@conclave/shared/wire/vaultApi';
import { floorOf, type VaultFloor } from './manifest.ts';
import { VaultRefusal } from './VaultRefusal.ts';

/** Where a browser remembers the newest vault it has seen; stays when the account signs out. */
export interface VaultFloors {
  floor(accountId: AccountId): Promise<VaultFloor | undefined>;
  raiseFloor(accountId: AccountId, floor: VaultFloor): Promise<void>;
}

/**
 * Refuses a vault older than one this browser had seen when it asked (`seen`), or another one of the
 * same version; then remembers this one. What another tab has written since may well be newer. A
 * browser that sees the vault for the first time cannot tell (threat model).
 */
export async function passFloor(
  head: VaultHead,
  seen: VaultFloor | undefined,
  { floors, accountId }: { floors: VaultFloors; accountId: AccountId },
): Promise<void> {
  const floor = await floorOf(head);
  if (seen !== undefined && floor.version < seen.version) throw new VaultRefusal('vaultRolledBack');
  if (seen?.version === floor.version && seen.manifestHash !== floor.manifestHash) {
    throw new VaultRefusal('vaultForked');
  }
  await floors.raiseFloor(accountId, floor);
}
