import { toBase64Url, utf8 } from '@conclave/shared/bytes';
import { ParticipantId } from '@conclave/shared/ids';
import { decodeMeetingText, encodeMeetingText } from '@conclave/shared/mail/textBytes';
import { MAX_TEXT_BYTES } from '@conclave/shared/wire/summaryTextApi';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../chat/foldChat.ts';
import type { RichBlock, RichInline } from '../../minutes/text/RichBlock.ts';
import { composeText, type ComposeOptions, type Written } from './composeText.ts';
import { fitText, type WrittenParts } from './fitText.ts';

const person = (fill: number): ParticipantId =>
  v.parse(ParticipantId, toBase64Url(new Uint8Array(16).fill(fill)));
const [jonas, ilse] = [person(1), person(2)];

const said = (text: string, change: Partial<ChatMessage> = {}): ChatMessage => ({
  ...{ key: text, by: jonas, reference: undefined, at: 1, text, edited: false, deleted: false },
  ...{ replyTo: undefined, file: undefined, reactions: new Map(), ...change },
});
const plain = (text: string, link?: string): RichInline => ({
  ...{ kind: 'text', text, link, bold: true, italic: false, underline: false, strike: false },
  code: false,
});
const paragraph = (text: string): RichBlock => ({ kind: 'paragraph', inlines: [plain(text)] });

const options: ComposeOptions = {
  words: { decision: 'Decision', picture: 'Picture', done: 'done', dueBy: (due) => `until ${due}` },
  nameOf: () => 'Ilse',
  person: (by) => (by === jonas ? 'Jonas' : by === ilse ? 'Ilse' : 'Somebody'),
  moment: () => '10:02',
  minutesOf: ({ minutes }) => `${minutes} minutes`,
  file: ({ name }) => `File: ${name}`,
  mayQuote: () => true,
};
const written = (change: Partial<Written>): Written => ({
  ...{ minutes: [], agenda: [], chat: [], ...change },
});
const linesOf = (text: ReturnType<typeof composeText>, part: string): readonly string[] =>
  text.parts.find((one) => one.part === part)?.lines ?? [];
const nothing: WrittenParts = { decisions: [], actions: [], agenda: [], minutes: [], chat: [] };

describe('[R53, S-16] the text for the mails', () => {
  it('[R76, S-19] has no word of whom the others did not agree to be quoted, nor of what nobody is proven to have written', () => {
    const chat = [said('mine'), said('hers', { by: ilse }), said('nobody’s', { by: undefined })];
    const text = composeText(written({ chat }), { ...options, mayQuote: (by) => by === jonas });
    expect(linesOf(text, 'chat')).toEqual(['Jonas, 10:02: mine']);
    expect(JSON.stringify(text)).not.toMatch(/hers|nobody/u);
  });

  it('[R52] has no message that was deleted, and of files the name alone', () => {
    const chat = [
      said('gone', { deleted: true }),
      said('two\nlines'),
      said('', { file: { fileId: 'x', name: 'plan.pdf', type: 'application/pdf', size: 1 } }),
    ];
    expect(linesOf(composeText(written({ chat }), options), 'chat')).toEqual([
      ...['Jonas, 10:02: two', '    lines', 'Jonas, 10:02:', '    File: plan.pdf'],
    ]);
  });

  it('has decisions and action items apart, the agenda, and the minutes as plain lines', () => {
    const minutes: RichBlock[] = [
      { kind: 'heading', level: 1, inlines: [plain('Shifts')] },
      { kind: 'paragraph', inlines: [plain('see '), plain('the plan', 'https://x.example/')] },
      { kind: 'decision', number: 0, blocks: [paragraph('Two of us.')] },
      {
        ...{ kind: 'action', number: 0, inlines: [plain('Ask around')], done: true },
        ...{ personId: undefined, personName: 'Ilse', due: '2026-12-01' },
      },
      {
        kind: 'list',
        style: 'ordered',
        start: 1,
        items: [{ checked: undefined, blocks: [paragraph('one')] }],
      },
    ];
    const point = { id: 'x', title: 'Nights', minutes: 10, person: 'Ilse', notes: 'a\n\nb' };
    const text = composeText(written({ minutes, agenda: [point] }), options);
    expect(linesOf(text, 'decisions')).toEqual(['- Two of us.']);
    expect(linesOf(text, 'actions')).toEqual(['- Ask around (Ilse, until 2026-12-01, done)']);
    expect(linesOf(text, 'agenda')).toEqual(['1. Nights (10 minutes, Ilse)', '   a', '   b']);
    expect(linesOf(text, 'minutes')).toEqual([
      ...['Shifts', 'see the plan', 'Decision: Two of us.'],
      ...['- Ask around (Ilse, until 2026-12-01, done)', '1. one'],
    ]);
  });
});

describe('[S-16] what a mail takes', () => {
  it.each([
    ['long lines', () => 'ä'.repeat(9_000)],
    ['very many lines', (at: number) => `${at}`],
    ['letters that JSON makes six of', () => '"\\'.repeat(1_000)],
    ['letters of four bytes', () => '🙂'.repeat(2_500)],
    ['half letters and what is not seen', () => '\ud83d\u202e\u200b'.repeat(50)],
  ])('fits, and says that it was cut: %s', (_, lineOf) => {
    const lines = Array.from({ length: 20_000 }, (_one, at) => lineOf(at));
    const text = fitText({ ...nothing, decisions: ['- Kept.'], minutes: lines, chat: lines });
    const bytes = encodeMeetingText(text);
    expect(bytes.length).toBeLessThanOrEqual(MAX_TEXT_BYTES);
    expect(decodeMeetingText(bytes)).toEqual(text);
    expect(text.parts[0]).toEqual({ part: 'decisions', lines: ['- Kept.'], cut: false });
    const minutes = text.parts.find(({ part }) => part === 'minutes');
    if (minutes !== undefined) expect(minutes.cut).toBe(true);
  });

  it('is whole where it fits, and nothing where nothing was written', () => {
    const text = fitText({ ...nothing, chat: ['', 'a\u200bb', '', '', 'c', ''] });
    expect(text.parts).toEqual([{ part: 'chat', lines: ['ab', '', 'c'], cut: false }]);
    expect(fitText(nothing).parts).toEqual([]);
    expect(utf8(JSON.stringify(text)).length).toBeLessThan(100);
  });
});
