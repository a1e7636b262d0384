import type { ParticipantId } from '@conclave/shared/ids';
import type { FinalCommit, GroupPosition } from './GroupPosition.ts';

/**
 * [V-14] Who holds the session's newest key to the server's knowledge: whoever has a leaf, and had one
 * since the newest record. A restart forgets who has none any more; they knock.
 */
export class KnownParticipants {
  #known: Set<ParticipantId>;

  constructor(positions: readonly GroupPosition[]) {
    this.#known = new Set(positions.flatMap(({ leaves }) => [...leaves.values()]));
  }

  has(participantId: ParticipantId): boolean {
    return this.#known.has(participantId);
  }

  /** Who has no leaf when a record is made lacks its key, whether a kick removed it or not. */
  committed({ record }: FinalCommit, { leaves }: GroupPosition): void {
    const kept = record === null ? this.#known : [];
    this.#known = new Set([...kept, ...leaves.values()]);
  }
}
