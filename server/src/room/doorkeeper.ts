import type { PeerId } from '@conclave/shared/ids';

/** [D-2] Whom to show a knock first: the lowest connected leaf that has not let one wait. */
export function chooseDoorkeeper(
  members: readonly { readonly peerId: PeerId }[],
  failed: ReadonlySet<PeerId>,
): PeerId | undefined {
  return members.find(({ peerId }) => !failed.has(peerId))?.peerId;
}
