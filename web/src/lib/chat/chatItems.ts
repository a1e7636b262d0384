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

/** Reads the array over and over; what was seen once is not checked again. */
export class ChatItems {
  readonly #known = new WeakMap<object, ChatEvent>();
  readonly #refused = new WeakSet();

  /**
   * All events in the order of the array. The author is whose client id Yjs put on the item, which the
   * document has checked against the signature of the entry; no field of the content is asked.
   */
  *read(
    array: Y.Array<unknown>,
    authorOf: (clientId: number) => ParticipantId | undefined,
  ): Generator<AuthoredEvent> {
    for (let item = array._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue;
      const by = authorOf(item.id.client);
      for (const value of item.content.getContent()) {
        const event = this.#event(value);
        if (event !== undefined) yield { by, event };
      }
    }
  }

  #event(value: unknown): ChatEvent | undefined {
    if (typeof value !== 'object' || value === null || this.#refused.has(value)) return undefined;
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    const event = readChatEvent(value);
    if (event === undefined) this.#refused.add(value);
    else this.#known.set(value, event);
    return event;
  }
}
