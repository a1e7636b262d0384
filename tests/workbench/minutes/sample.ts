import * as Y from 'yjs';
import { Agenda } from '../../../web/src/lib/minutes/agenda/Agenda.ts';
import {
  element,
  paragraph,
  withAttributes,
  write,
} from '../../../web/src/lib/minutes/testing/yjs.ts';

const heading = (text: string): ReturnType<typeof element> =>
  withAttributes({ level: 2 }, element('heading', text));

/** Minutes as people write them, for pictures and for looking at. */
export function sampleMinutes(doc: Y.Doc, jonas: string): void {
  const cell = (name: string, text: string): ReturnType<typeof element> =>
    element(name, paragraph(text));
  const row = (name: string, ...texts: readonly string[]): ReturnType<typeof element> =>
    element('tableRow', ...texts.map((text) => cell(name, text)));
  write(
    doc,
    heading('1. Where we stand'),
    paragraph(
      'Ward C lacks two people on Thursdays and Fridays ',
      { text: 'until mid-April', marks: { bold: {} } },
      '. Ilse has spoken with the pool; they can cover four late shifts a month. See the ',
      { text: 'works agreement', marks: { link: { href: 'https://works.example/agreement' } } },
      '.',
    ),
    element(
      'table',
      row('tableHeader', 'Shift', 'Missing', 'From'),
      row('tableCell', 'Late, Thursday', '2', '26 November'),
      row('tableCell', 'Late, Friday', '1', '27 November'),
    ),
    heading('2. Night shifts'),
    paragraph('Nobody works two nights in a row after a Sunday.'),
    element(
      'decision',
      paragraph('The new night rule applies from 1 March. Review after six weeks.'),
    ),
    heading('3. Next steps'),
    withAttributes(
      { done: true, personName: 'Ilse Brandtner' },
      element('actionItem', 'Ask the pool about Easter.'),
    ),
    withAttributes(
      { personId: jonas, due: '2026-12-01' },
      element('actionItem', 'Draft for the notice board.'),
    ),
    element('actionItem', 'Check the rule against the works agreement.'),
    element(
      'taskList',
      withAttributes({ checked: true }, element('taskItem', paragraph('Chairs are back'))),
      withAttributes({ checked: false }, element('taskItem', paragraph('Key returned'))),
    ),
    element('blockquote', paragraph('“We plan for people, not for shifts.”')),
  );
}

export function sampleAgenda(doc: Y.Doc): void {
  const agenda = new Agenda(doc);
  for (const [title, minutes] of [
    ['Where we stand', 10],
    ['Night shifts', 25],
    ['Next steps', 15],
  ] as const) {
    const id = agenda.add(title);
    if (id !== undefined) agenda.setMinutes(id, minutes);
  }
  const [first, second] = agenda.points();
  agenda.setPerson(first?.id ?? '', 'Ilse Brandtner');
  agenda.setCurrent(second?.id);
}

/** A text of so many words, in paragraphs of fifty with a heading for every ten. */
export function longText(doc: Y.Doc, words: number): void {
  const fifty = Array.from({ length: 50 }, (_, at) => `word${at}`).join(' ');
  const parts = Array.from({ length: Math.ceil(words / 50) }, (_, at) =>
    at % 11 === 0 ? [heading(`Part ${at}`), paragraph(fifty)] : [paragraph(fifty)],
  );
  write(doc, ...parts.flat());
}
