import * as v from 'valibot';
import type { Awareness } from 'y-protocols/awareness';
import type { ParticipantId } from '@conclave/shared/ids';
import { BoardPresence } from './schema.ts';

/**
 * Each is sealed and sent to everybody. As often as a page hands on where it points (`DocumentSocket`): out of step with
 * that, a stroke would wait twice.
 */
const EVERY_MS = 50;
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
  /** Read when it is drawn: twenty who draw tell of it hundreds of times a second. */
  #others: readonly OtherPresence[] | undefined;
  /** What was made of what somebody said: the others have not moved when one of them has. */
  readonly #known = new WeakMap<object, BoardPresence | undefined>();

  constructor(options: PresenceOptions) {
    this.#options = options;
    options.awareness.on('change', this.#changed);
  }

  get others(): readonly OtherPresence[] {
    this.#others ??= this.#read();
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
    this.#options.awareness.off('change', this.#changed);
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

  #changed = (): void => {
    this.#others = undefined;
    this.#options.onChange();
  };

  #read(): OtherPresence[] {
    const { awareness, authorOf } = this.#options;
    const others: OtherPresence[] = [];
    for (const [clientId, state] of awareness.getStates()) {
      if (clientId === awareness.clientID) continue;
      const presence = this.#checked(state[FIELD]);
      if (presence !== undefined) {
        others.push({ ...presence, clientId, participant: authorOf(clientId) });
      }
    }
    return others;
  }

  #checked(said: unknown): BoardPresence | undefined {
    if (typeof said !== 'object' || said === null) return undefined;
    if (this.#known.has(said)) return this.#known.get(said);
    const result = v.safeParse(BoardPresence, said);
    const presence = result.success ? result.output : undefined;
    this.#known.set(said, presence);
    return presence;
  }
}
