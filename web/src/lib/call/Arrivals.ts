import type { ParticipantId } from '@conclave/shared/ids';

/** A name follows its person by some hundred milliseconds; who has none by then is said without. */
export const NAME_WITHIN_MS = 2_000;

/** Who came in a moment ago and is to be announced by name. */
export class Arrivals {
  readonly #since = new Map<ParticipantId, number>();

  came(participantId: ParticipantId, now: number): void {
    this.#since.set(participantId, now);
  }

  /** Whether they were announced: who was not is not said to have left either. */
  left(participantId: ParticipantId): boolean {
    return !this.#since.delete(participantId);
  }

  /** Who is to be announced now; each is told once. */
  take(now: number, isNamed: (participantId: ParticipantId) => boolean): ParticipantId[] {
    const due = [...this.#since]
      .filter(([participantId, since]) => isNamed(participantId) || now - since >= NAME_WITHIN_MS)
      .map(([participantId]) => participantId);
    for (const participantId of due) this.#since.delete(participantId);
    return due;
  }
}
