import type { Arrival } from '../chat/Chat.svelte.ts';
import { t } from '../i18n/texts.svelte.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';

/** Tells of a message that came while nobody looked at it, with the way there. */
export function tellArrival(
  { conversation, name, text }: Arrival,
  toasts: Toasts,
  open: () => void,
): void {
  const everyone = conversation === 'everyone';
  toasts.show({
    title: everyone ? t.documents.wrote({ name }) : t.chat.toast.direct({ name }),
    text,
    actions: [{ label: t.documents.tools.chat, onclick: open }],
  });
}
