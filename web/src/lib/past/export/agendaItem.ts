import { t } from '../../i18n/texts.svelte.ts';
import { Agenda, type AgendaPoint } from '../../minutes/agenda/Agenda.ts';
import { asMarkdown } from '../../minutes/exports/asMarkdown.ts';
import { exportWords } from '../../minutes/exports/exportWords.ts';
import type { RichBlock, RichInline } from '../../minutes/text/RichBlock.ts';
import type * as Y from 'yjs';
import type { ExportItem } from './ExportItem.ts';

/** What was to be talked about: each point with its time, who leads it, and what was noted beside it. */
export function agendaItem(doc: Y.Doc, title: string): ExportItem {
  return {
    section: 'agenda',
    folder: '',
    name: `${t.past.export.names.agenda}.md`,
    make() {
      const blocks = new Agenda(doc).points().flatMap(blocksOf);
      const nameOf = (): undefined => undefined;
      return asMarkdown(blocks, { title, words: exportWords(), nameOf, pictures: new Map() });
    },
  };
}

function blocksOf({ title, minutes, person, notes }: AgendaPoint, at: number): RichBlock[] {
  const time = minutes === 0 ? '' : t.past.export.minutesOf({ minutes });
  const more = [time, person].filter((part) => part !== '').join(', ');
  const lines = [more, ...notes.split('\n\n')].filter((line) => line.trim() !== '');
  return [
    { kind: 'heading', level: 2, inlines: [plain(`${at + 1}. ${title}`)] },
    ...lines.map((line) => ({ kind: 'paragraph', inlines: [plain(line)] }) as const),
  ];
}

function plain(text: string): RichInline {
  const marks = { bold: false, italic: false, underline: false, strike: false, code: false };
  return { kind: 'text', text, ...marks, link: undefined };
}
