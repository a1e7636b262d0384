import type { MeetingText } from '@conclave/shared/mail/MeetingText';
import type { PutSummaryText } from '@conclave/shared/wire/summaryTextApi';
import type { ConsentBook } from '../../consent/organizer/ConsentBook.ts';
import type { HostMeeting } from '../../e2ee/host/HostMeeting.ts';
import { formatMoment } from '../../i18n/formats.ts';
import { loadTexts, t } from '../../i18n/texts.svelte.ts';
import { Agenda } from '../../minutes/agenda/Agenda.ts';
import { exportWords } from '../../minutes/exports/exportWords.ts';
import { personOf } from '../../minutes/text/personOf.ts';
import { readText } from '../../minutes/text/readText.ts';
import type { PastMeeting } from '../../past/PastMeeting.svelte.ts';
import { whenOpen } from '../../past/whenOpen.ts';
import { composeText } from './composeText.ts';
import { quotedPeople } from './quotedPeople.ts';

/** What was written, and by which answers it was put together. */
export interface Written {
  readonly text: MeetingText;
  readonly answersUntil: PutSummaryText['answersUntil'];
}

interface Reading {
  readonly host: HostMeeting;
  /** Asked only where the meeting asks for consent. */
  readonly consents: () => Promise<ConsentBook>;
  readonly signal: AbortSignal;
}

/**
 * [S-16, S-19] The text for the mails from the documents of a meeting, once all that the server has of them is there.
 * Throws what reading the consents throws: without them nobody's words go out.
 */
export async function readWritten(
  past: PastMeeting,
  { host, consents, signal }: Reading,
): Promise<Written> {
  const [minutes, agenda, chat] = [
    past.shared('minutes'),
    past.shared('agenda'),
    past.shared('chat'),
  ];
  await Promise.all([
    loadTexts('past', 'minutes', 'chat'),
    ...[minutes, agenda, chat].map((document) => whenOpen(document, signal)),
  ]);
  past.chat.flush();
  const { notice } = host.text;
  const book = notice === '' ? undefined : await consents();
  const quoted = book && (await quotedPeople(book, notice));
  const read = readText(minutes.doc);
  const { people } = past;
  const text = composeText(
    {
      minutes: read.kind === 'text' ? read.blocks : [],
      agenda: new Agenda(agenda.doc).points(),
      chat: past.chat.messages,
    },
    {
      words: exportWords(),
      nameOf: (item) => personOf(item, people),
      person: (by) => (by === undefined ? t.chat.someone : people.nameOf(by)),
      moment: formatMoment,
      minutesOf: t.past.export.minutesOf,
      file: t.chat.export.file,
      mayQuote: (by) => quoted === undefined || (by !== undefined && quoted.has(by)),
    },
  );
  return { text, answersUntil: book?.answersUntil ?? null };
}
