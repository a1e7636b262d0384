import type { Arrival } from '../chat/Chat.svelte.ts';
import type { Conversation } from '../chat/Unread.svelte.ts';
import type { Toast } from '../ui/toastQueue.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';

/** Tells of messages that come while nobody looks at them, until somebody does. */
export class ArrivalToasts {
  readonly #toasts: Pick<Toasts, 'show' | 'dismiss'>;
  readonly #toastOf: (arrival: Arrival) => Omit<Toast, 'id'>;
  readonly #told = new Map<number, Conversation>();

  constructor(
    toasts: Pick<Toasts, 'show' | 'dismiss'>,
    toastOf: (arrival: Arrival) => Omit<Toast, 'id'>,
  ) {
    this.#toasts = toasts;
    this.#toastOf = toastOf;
  }

  tell(arrival: Arrival): void {
    this.#told.set(this.#toasts.show(this.#toastOf(arrival)), arrival.conversation);
  }

  /** A conversation is on screen: what is told of it would only lie on top of it. */
  looked(at: Conversation): void {
    for (const [id, conversation] of this.#told) {
      if (conversation !== at) continue;
      this.#told.delete(id);
      this.#toasts.dismiss(id);
    }
  }
}
