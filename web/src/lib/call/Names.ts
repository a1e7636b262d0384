import type { ParticipantId } from '@conclave/shared/ids';
import type { Member } from '../e2ee/session/RoomView.ts';

/** Names of everybody who is or was here, so that who has left can still be spoken of. */
export class Names {
  readonly #names = new Map<ParticipantId, string>();
  #self: ParticipantId | undefined;

  see(members: readonly Member[]): void {
    for (const { participantId, name, self } of members) {
      if (name !== '') this.#names.set(participantId, name);
      if (self) this.#self = participantId;
    }
  }

  /** `you` stands for oneself, `someone` for whoever has not said a name. */
  of(participantId: ParticipantId, words: { you: string; someone: string }): string {
    if (participantId === this.#self) return words.you;
    return this.#names.get(participantId) ?? words.someone;
  }

  isNamed(participantId: ParticipantId): boolean {
    return this.#names.has(participantId);
  }

  isSelf(participantId: ParticipantId): boolean {
    return participantId === this.#self;
  }
}
