import type { ConsentBook } from '../../consent/organizer/ConsentBook.ts';
import { plainText } from '../../chat/parseText.ts';
import { loadTexts, t } from '../../i18n/texts.svelte.ts';
import type { PastMeeting } from '../PastMeeting.svelte.ts';
import { whenOpen } from '../whenOpen.ts';
import { agendaItem } from './agendaItem.ts';
import { openBoardItems } from './boardItems.ts';
import { chatItems } from './chatItems.ts';
import type { ExportItem } from './ExportItem.ts';
import { minutesItems } from './minutesItems.ts';
import { openNotesItems } from './notesItems.ts';

interface MeetingWish {
  readonly title: string;
  readonly withNotes: boolean;
  /** ms since 1970. */
  readonly now: number;
  /** Where the meeting asks for consent. */
  readonly consents: (() => Promise<ConsentBook>) | undefined;
  readonly signal: AbortSignal;
}

export interface MeetingItems {
  readonly items: readonly ExportItem[];
  readonly close: () => void;
}

/** Everything of a meeting that its organizer may take along. Waits until it has been read to its end. */
export async function itemsOf(
  past: PastMeeting,
  { title, withNotes, consents, now, signal }: MeetingWish,
): Promise<MeetingItems> {
  const shared = (['minutes', 'agenda', 'board', 'chat', 'files'] as const).map((kind) =>
    past.shared(kind),
  );
  await Promise.all([
    loadTexts('board', 'minutes', 'chat'),
    ...shared.map((document) => whenOpen(document, signal)),
  ]);
  past.chat.flush();
  const { people, files } = past;
  const notes = withNotes ? await openNotesItems(past, signal) : [];
  const board = openBoardItems(past.shared('board').doc, files);
  const items = [
    ...minutesItems({ doc: past.shared('minutes').doc, title, people, files }),
    agendaItem(past.shared('agenda').doc, title),
    ...board.items,
    ...chatItems(past.chat.messages, people),
    ...notes,
    peopleItem(past),
    ...(consents === undefined ? [] : [consentItem(consents, now)]),
    ...fileItems(past),
  ];
  return { items, close: () => board.close() };
}

function peopleItem({ roster }: PastMeeting): ExportItem {
  const names = [...roster.values()].map(({ name }) => plainText(name));
  return {
    section: 'people',
    folder: '',
    name: t.past.export.names.people,
    make: () => `${names.join('\n')}\n`,
  };
}

/** [G-12] Named alike in every language: the verifier looks for it. */
function consentItem(consents: () => Promise<ConsentBook>, now: number): ExportItem {
  return {
    section: 'consent',
    folder: '',
    name: 'consents.json',
    async make() {
      const book = await consents();
      return `${JSON.stringify(await book.export(now), undefined, 2)}\n`;
    },
  };
}

function fileItems({ files }: PastMeeting): ExportItem[] {
  return files.list.files.map((file) => ({
    section: 'files',
    folder: `${t.past.export.names.files}/`,
    name: file.name,
    make: (signal) => files.read(file, { signal }),
  }));
}
