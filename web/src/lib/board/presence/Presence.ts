import * as v from 'valibot';
import type { Awareness } from 'y-protocols/awareness';
import type { ParticipantId } from '@conclave/shared/ids';
import { BoardPresence } from './schema.ts';

/** At most 30 a second: the eye sees no more, and each is sealed and sent to everybody. */
const EVERY_MS = 34;
const FIELD = 'board';

export interface OtherPresence extends BoardPresence {
  readonly clientId: number;
  /** Nobody as long as the log does not prove whose it is. */
  readonly participant: ParticipantId | undefined;
}

export interface PresenceOptions {
  readonly awareness: Awareness;
  readonly authorOf: (clientId: number) => ParticipantId | undefined;
  readonly onChange: () => void;
}

/** Where the others are and what they are drawing; and telling them the same of oneself. */
export class Presence {
  readonly #options: PresenceOptions;
  #waiting: BoardPresence | undefined;
  #told = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #others: readonly OtherPresence[] = [];

  constructor(options: PresenceOptions) {
    this.#options = options;
    options.awareness.on('change', this.#read);
    this.#read();
  }

  get others(): readonly OtherPresence[] {
    return this.#others;
  }

  /** Tells the others, at once or when the last message is old enough. */
  tell(presence: BoardPresence): void {
    const text = JSON.stringify(presence);
    if (text === this.#told) return;
    this.#told = text;
    this.#waiting = presence;
    this.#timer ??= setTimeout(this.#next, 0);
  }

  /** Takes the pointer away from the others' screens: the board is not in front here. */
  hide(): void {
    this.#waiting = undefined;
    this.#told = '';
    if (this.#options.awareness.getLocalState()?.[FIELD] !== undefined) {
      this.#options.awareness.setLocalStateField(FIELD, undefined);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#options.awareness.off('change', this.#read);
    this.hide();
  }

  #next = (): void => {
    if (this.#waiting === undefined) {
      this.#timer = undefined;
      return;
    }
    this.#options.awareness.setLocalStateField(FIELD, this.#waiting);
    this.#waiting = undefined;
    this.#timer = setTimeout(this.#next, EVERY_MS);
  };

  #read = (): void => {
    const { awareness, authorOf } = this.#options;
    const others: OtherPresence[] = [];
    for (const [clientId, state] of awareness.getStates()) {
      if (clientId === awareness.clientID) continue;
      const result = v.safeParse(BoardPresence, state[FIELD]);
      if (result.success) {
        others.push({ ...result.output, clientId, participant: authorOf(clientId) });
      }
    }
    this.#others = others;
    this.#options.onChange();
  };
}
