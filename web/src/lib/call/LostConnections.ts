import type { ParticipantId } from '@conclave/shared/ids';
import type { RoomView } from '../e2ee/session/RoomView.ts';

/**
 * So long somebody may be without a connection before the others read it. A page that is loaded anew is
 * back within this; higher leaves a tile without a word for longer, and after 5 s [V-7] it begins to go.
 */
export const SAY_AFTER_MS = 3_000;

/** Nobody. */
export const NOBODY: ReadonlySet<ParticipantId> = new Set();

/**
 * Members whose connection broke a while ago and whose leaf is still there. While the own connection is
 * broken nothing is known of the others, and nothing is said of them.
 */
export class LostConnections {
  readonly #since = new Map<ParticipantId, number>();
  #said: ReadonlySet<ParticipantId> = NOBODY;

  /** Who is without a connection by now. The same set as before when it has not changed. */
  look(
    { members, phase }: Pick<RoomView, 'members' | 'phase'>,
    now: number,
    { connected }: { connected: boolean },
  ): ReadonlySet<ParticipantId> {
    const known = connected && phase.kind === 'inside';
    const gone = known ? members.filter(({ self, peerId }) => !self && peerId === null) : [];
    const ids = gone.map(({ participantId }) => participantId);
    for (const id of this.#since.keys()) if (!ids.includes(id)) this.#since.delete(id);
    for (const id of ids) if (!this.#since.has(id)) this.#since.set(id, now);
    const said = ids.filter((id) => now - (this.#since.get(id) ?? now) >= SAY_AFTER_MS);
    const same = said.length === this.#said.size && said.every((id) => this.#said.has(id));
    if (!same) this.#said = new Set(said);
    return this.#said;
  }
}
