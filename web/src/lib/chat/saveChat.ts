import { formatMoment } from '../i18n/formats.ts';
import { currentLanguage, t } from '../i18n/texts.svelte.ts';
import { saveFile } from '../ui/saveFile.ts';
import type { Chat } from './Chat.svelte.ts';
import { chatAsHtml, chatAsText, type ExportWords } from './exportChat.ts';

/** Hands the group chat to whoever asks, as a file. Messages to one person are in none. */
export function saveChat(chat: Chat, as: 'text' | 'html'): void {
  const words: ExportWords = {
    title: t.chat.export.title,
    language: currentLanguage(),
    edited: t.chat.message.edited,
    file: (name) => t.chat.export.file({ name }),
    moment: formatMoment,
    nameOf: (by) => chat.nameOf(by, t.chat.someone),
  };
  const { messages } = chat.group;
  const isText = as === 'text';
  const content = isText ? chatAsText(messages, words) : chatAsHtml(messages, words);
  const type = isText ? 'text/plain' : 'text/html';
  saveFile(`${t.chat.export.name}.${isText ? 'txt' : 'html'}`, `${type};charset=utf-8`, content);
}
