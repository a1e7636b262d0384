import type { ParticipantId } from '@conclave/shared/ids';
import type * as Y from 'yjs';
import { readChatEvent, type ChatEvent } from './chatEvents.ts';

/** An event with its author, as the log proves it; undefined where it does not. */
export interface AuthoredEvent {
  readonly by: ParticipantId | undefined;
  readonly event: ChatEvent;
}

/** The array of the chat in its document. */
export function chatArray(doc: Y.Doc): Y.Array<unknown> {
  return doc.getArray('events');
}

/** What a reading found: all events, or those that came behind the ones of the reading before. */
export interface Reading {
  readonly fromStart: boolean;
  readonly events: readonly AuthoredEvent[];
}

/** Reads the array over and over: nearly always only its end is new, and only that is looked at closely. */
export class ChatItems {
  #seen: unknown[] = [];
  /** There were events whose author was not proven: he may be by now. */
  #unproven = false;

  /**
   * Events in the order of the array. The author is whose client id Yjs put on the item, which the
   * document has checked against the signature of the entry; no field of the content is asked.
   */
  read(
    array: Y.Array<unknown>,
    authorOf: (clientId: number) => ParticipantId | undefined,
  ): Reading {
    const fromStart = this.#unproven || !this.#beginsAsSeen(array);
    if (fromStart) {
      this.#seen = [];
      this.#unproven = false;
    }
    const events: AuthoredEvent[] = [];
    let index = 0;
    for (const [client, value] of valuesOf(array)) {
      if (index++ < this.#seen.length) continue;
      this.#seen.push(value);
      const event = readChatEvent(value);
      if (event === undefined) continue;
      const by = authorOf(client);
      this.#unproven ||= by === undefined;
      events.push({ by, event });
    }
    return { fromStart, events };
  }

  #beginsAsSeen(array: Y.Array<unknown>): boolean {
    let index = 0;
    for (const [, value] of valuesOf(array)) {
      if (index === this.#seen.length) return true;
      if (value !== this.#seen[index++]) return false;
    }
    return index === this.#seen.length;
  }
}

/** Yjs keeps who put in each item; its array shows the content alone. */
function* valuesOf(array: Y.Array<unknown>): Generator<[clientId: number, value: unknown]> {
  for (let item = array._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const content: unknown[] = item.content.getContent();
    for (const value of content) yield [item.id.client, value];
  }
}
