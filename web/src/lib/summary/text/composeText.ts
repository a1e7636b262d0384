import type { ParticipantId } from '@conclave/shared/ids';
import type { MeetingText } from '@conclave/shared/mail/MeetingText';
import type { ChatMessage } from '../../chat/foldChat.ts';
import type { AgendaPoint } from '../../minutes/agenda/Agenda.ts';
import { outcomesOf } from '../../minutes/text/outcomes.ts';
import type { RichBlock } from '../../minutes/text/RichBlock.ts';
import { fitText } from './fitText.ts';
import { plainAction, plainBlocks, type PlainOptions } from './plainBlocks.ts';

/** [S-16] What everybody in the meeting could read; private notes and direct messages are in none of it. */
export interface Written {
  readonly minutes: readonly RichBlock[];
  readonly agenda: readonly AgendaPoint[];
  readonly chat: readonly ChatMessage[];
}

export interface ComposeOptions extends PlainOptions {
  readonly person: (by: ParticipantId | undefined) => string;
  readonly moment: (at: number) => string;
  readonly minutesOf: (count: { minutes: number }) => string;
  readonly file: (file: { name: string }) => string;
  /** [S-19] Whose messages may stand in mails: of nobody who did not agree to it, or took that back. */
  readonly mayQuote: (by: ParticipantId | undefined) => boolean;
}

/** [S-16] The text for the mails, as the organizer's browser puts it together. */
export function composeText(
  { minutes, agenda, chat }: Written,
  options: ComposeOptions,
): MeetingText {
  const { decisions, actions } = outcomesOf(minutes);
  return fitText({
    decisions: decisions.flatMap(({ blocks }) => {
      const [first = '', ...more] = plainBlocks(blocks, options);
      return [`- ${first}`, ...more.map((line) => `  ${line}`)];
    }),
    actions: actions.map((item) => `- ${plainAction(item, options)}`),
    agenda: agenda.flatMap((point, at) => agendaLines(point, at, options)),
    minutes: plainBlocks(minutes, options),
    chat: chat
      .filter(({ deleted, by }) => !deleted && options.mayQuote(by))
      .flatMap((message) => chatLines(message, options)),
  });
}

function agendaLines(
  { title, minutes, person, notes }: AgendaPoint,
  at: number,
  { minutesOf }: ComposeOptions,
): string[] {
  const time = minutes === 0 ? '' : minutesOf({ minutes });
  const more = [time, person].filter((part) => part !== '').join(', ');
  const head = `${at + 1}. ${title}${more === '' ? '' : ` (${more})`}`;
  const noted = notes.split('\n').filter((line) => line.trim() !== '');
  return [head, ...noted.map((line) => `   ${line}`)];
}

function chatLines({ at, by, text, file }: ChatMessage, options: ComposeOptions): string[] {
  const [first = '', ...more] = text.split('\n');
  const head = `${options.person(by)}, ${options.moment(at)}: ${first}`.trimEnd();
  const attached = file === undefined ? [] : [options.file(file)];
  return [head, ...[...more, ...attached].map((line) => `    ${line}`)];
}
