import { untrack } from 'svelte';
import { t } from '../i18n/texts.svelte.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';
import { ArrivalToasts } from './ArrivalToasts.ts';
import type { Workspace } from './Workspace.svelte.ts';

export interface ArrivalPlaces {
  readonly toasts: Toasts;
  readonly workspace: () => Workspace | undefined;
  readonly isChatShown: () => boolean;
  readonly showChat: () => void;
}

/** In a component: what nobody looks at is told, with the way there. */
export function tellArrivals({ toasts, workspace, isChatShown, showChat }: ArrivalPlaces): void {
  const arrivals = new ArrivalToasts(toasts, ({ conversation, name, text }) => ({
    title:
      conversation === 'everyone' ? t.documents.wrote({ name }) : t.chat.toast.direct({ name }),
    text,
    actions: [
      {
        label: t.documents.tools.chat,
        onclick: () => {
          workspace()?.chat.show(conversation);
          showChat();
        },
      },
    ],
  }));
  $effect(() => workspace()?.onArrival((arrival) => arrivals.tell(arrival)));
  $effect(() => {
    const conversation = isChatShown() ? workspace()?.chat.conversation : undefined;
    if (conversation !== undefined) untrack(() => arrivals.looked(conversation));
  });
}
