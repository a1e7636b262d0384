import Download from '@lucide/svelte/icons/download';
import Trash2 from '@lucide/svelte/icons/trash-2';
import { t } from '../i18n/texts.svelte.ts';
import type { MenuItem } from '../ui/MenuItem.ts';
import type { Chat } from './Chat.svelte.ts';
import { saveChat } from './saveChat.ts';

/** What can be done with a chat as a whole. `ondelete`: for who may delete it for good. */
export function chatMenu(chat: Chat, ondelete: (() => void) | undefined): MenuItem[] {
  const { settings } = chat;
  const words = t.chat;
  const items: MenuItem[] = [
    {
      label: words.compose.enterSends,
      checked: settings.enterSends,
      onselect: () => (settings.enterSends = !settings.enterSends),
    },
    'rule',
    { label: words.export.text, icon: Download, onselect: () => saveChat(chat, 'text') },
    { label: words.export.html, icon: Download, onselect: () => saveChat(chat, 'html') },
  ];
  if (ondelete === undefined) return items;
  const remove = { label: words.deleteAll, icon: Trash2, danger: true, onselect: ondelete };
  return [...items, 'rule', remove];
}
