import DoorOpen from '@lucide/svelte/icons/door-open';
import type { RequestId } from '@conclave/shared/ids';
import type { Knock } from '../e2ee/session/RoomView.ts';
import { t } from '../i18n/texts.svelte.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';

export interface KnockToastsOptions {
  toasts: Toasts;
  answer: (knockId: RequestId, admit: boolean) => void;
}

/**
 * Somebody knocks while the people panel is closed: a toast that stays until it is answered, here or
 * by somebody else, or put away with "not now".
 */
export class KnockToasts {
  readonly #options: KnockToastsOptions;
  readonly #shown = new Map<RequestId, number>();
  readonly #putAway = new Set<RequestId>();

  constructor(options: KnockToastsOptions) {
    this.#options = options;
  }

  /** Shows these knocks and no others, as far as a click is all it takes. */
  follow(all: readonly Knock[]): void {
    const knocks = all.filter(({ heldBy }) => heldBy === null);
    const waiting = new Set(knocks.map(({ knockId }) => knockId));
    for (const [knockId, toast] of this.#shown) {
      if (waiting.has(knockId)) continue;
      this.#options.toasts.dismiss(toast);
      this.#shown.delete(knockId);
    }
    for (const knock of knocks) {
      const known = this.#shown.has(knock.knockId) || this.#putAway.has(knock.knockId);
      if (!known && knock.mayAnswer) this.#show(knock);
    }
  }

  close(): void {
    this.follow([]);
  }

  #show({ knockId, name, via }: Knock): void {
    const { people } = t.roomPanels;
    const answer = (admit: boolean) => (): void => this.#options.answer(knockId, admit);
    const toast = this.#options.toasts.show({
      title: people.knocks({ name }),
      text: people.via[via],
      icon: DoorOpen,
      stays: true,
      urgent: true,
      actions: [
        { label: people.letIn, look: 'primary', onclick: answer(true) },
        { label: people.notNow, onclick: () => void this.#putAway.add(knockId) },
        { label: people.sendAway, look: 'quiet', onclick: answer(false) },
      ],
    });
    this.#shown.set(knockId, toast);
  }
}
