import Lock from '@lucide/svelte/icons/lock';
import { onDestroy, untrack } from 'svelte';
import { t } from '../i18n/texts.svelte.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';
import type { Call } from './Call.svelte.ts';
import { DoorNotice } from './DoorNotice.ts';
import { KnockToasts } from './KnockToasts.ts';

export interface DoorPlaces {
  readonly call: () => Call;
  readonly toasts: Toasts;
  /** Whether the people panel is open, where all who are at the door stand. */
  readonly isListed: () => boolean;
  readonly list: () => void;
}

/** In a component: who knocks, and who waits at a locked door, while nobody looks at the list of them. */
export function tellOfDoor({ call, toasts, isListed, list }: DoorPlaces): void {
  const knocks = new KnockToasts({
    toasts,
    answer: (knockId, admit) => {
      void call().attempt(call().room.answerKnock(knockId, admit));
    },
  });
  const notice = new DoorNotice({
    dismiss: (id) => toasts.dismiss(id),
    show: (waiting) =>
      toasts.show({
        title: t.roomPanels.people.outside.notice(waiting),
        icon: Lock,
        actions: [{ label: t.roomPanels.people.title, onclick: list }],
      }),
  });
  $effect(() => {
    const { knocks: waiting, locked } = call().view;
    const listed = isListed();
    untrack(() => {
      knocks.follow(listed ? [] : waiting);
      notice.follow({ knocks: waiting, locked, listed });
    });
  });
  onDestroy(() => {
    knocks.close();
    notice.close();
  });
}
