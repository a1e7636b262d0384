import type { ParticipantId } from '@conclave/shared/ids';

/** So long a reaction stays on a tile. */
const SHOWN_MS = 4000;

/** What may be sent and shown. Others are dropped: a reaction is a sign, not a message. */
export const REACTIONS = {
  '👍': 'thumb',
  '👏': 'clap',
  '❤️': 'heart',
  '😂': 'laugh',
  '😮': 'wow',
  '🎉': 'party',
} as const;

export type Reaction = keyof typeof REACTIONS;

export function isReaction(text: string): text is Reaction {
  return Object.hasOwn(REACTIONS, text);
}

/** The newest reaction of each person, for a moment. */
export class Reactions {
  #shown = $state.raw<Readonly<Record<ParticipantId, Reaction>>>({});
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on screen depends on timers
  readonly #timers = new Map<ParticipantId, ReturnType<typeof setTimeout>>();

  of(participantId: ParticipantId): Reaction | undefined {
    return this.#shown[participantId];
  }

  show(participantId: ParticipantId, text: string): void {
    if (!isReaction(text)) return;
    this.#shown = { ...this.#shown, [participantId]: text };
    clearTimeout(this.#timers.get(participantId));
    this.#timers.set(
      participantId,
      setTimeout(() => this.#end(participantId), SHOWN_MS),
    );
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #end(participantId: ParticipantId): void {
    this.#timers.delete(participantId);
    this.#shown = Object.fromEntries(
      Object.entries(this.#shown).filter(([id]) => id !== participantId),
    );
  }
}
