import type { ParticipantId } from '@conclave/shared/ids';

/** Whose client ids are, as a screen was told. */
export class ShownAuthors {
  readonly #tell: (clientId: number, by: ParticipantId) => void;
  readonly #told = new Map<number, ParticipantId>();

  constructor(tell: (clientId: number, by: ParticipantId) => void) {
    this.#tell = tell;
  }

  show(owners: ReadonlyMap<number, ParticipantId>): void {
    for (const [clientId, by] of owners) {
      if (this.#told.get(clientId) === by) continue;
      this.#told.set(clientId, by);
      this.#tell(clientId, by);
    }
  }
}
