import { chatAsHtml, chatAsText, type ExportWords } from '../../chat/exportChat.ts';
import type { ChatMessage } from '../../chat/foldChat.ts';
import type { DocumentPeople } from '../../documents/SharedDocument.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { currentLanguage, t } from '../../i18n/texts.svelte.ts';
import type { ExportItem } from './ExportItem.ts';

/** What was written to everybody. Messages to one person are in no document, and so not in here. */
export function chatItems(
  messages: readonly ChatMessage[],
  people: Pick<DocumentPeople, 'nameOf'>,
): ExportItem[] {
  const words: ExportWords = {
    title: t.chat.export.title,
    language: currentLanguage(),
    edited: t.chat.message.edited,
    file: (name) => t.chat.export.file({ name }),
    moment: formatMoment,
    nameOf: (by) => (by === undefined ? t.chat.someone : people.nameOf(by)),
  };
  const { chat } = t.past.export.names;
  const place = { section: 'chat', folder: '' } as const;
  return [
    { ...place, name: `${chat}.txt`, make: () => chatAsText(messages, words) },
    { ...place, name: `${chat}.html`, make: () => chatAsHtml(messages, words) },
  ];
}
