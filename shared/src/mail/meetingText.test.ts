import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { utf8, type Bytes } from '../bytes.ts';
import { RecipientId } from '../wire/mailApi.ts';
import { MAX_TEXT_BYTES, TEXT_STEP_BYTES } from '../wire/summaryTextApi.ts';
import { visibleOnly } from './hiddenLetters.ts';
import { mailAsHtml } from './mailAsHtml.ts';
import { mailAsText } from './mailAsText.ts';
import { mailLanguages } from './MailLanguage.ts';
import { loadMailText } from './mailTexts.ts';
import type { MeetingText } from './MeetingText.ts';
import { summaryMail } from './summaryMail.ts';
import { decodeMeetingText, encodeMeetingText } from './textBytes.ts';
import { unlinked } from './unlinked.ts';

const text: MeetingText = {
  format: 1,
  parts: [
    { part: 'minutes', lines: ['Two of us on Sunday nights.', '', '- Ilse asks'], cut: false },
    { part: 'chat', lines: ['Jonas, 10:02: Agreed.'], cut: true },
  ],
};
const json = (value: unknown): Bytes => utf8(JSON.stringify(value));
const withLine = (line: string): MeetingText => ({
  format: 1,
  parts: [{ part: 'chat', lines: [line], cut: false }],
});

describe('[S-16] what is no text of a meeting', () => {
  const [first] = text.parts;
  it.each([
    ['another format', { ...text, format: 2 }],
    ['a heading of its own', { ...text, subject: 'Your account is locked.' }],
    ['a part that there is not', { ...text, parts: [{ ...first, part: 'notes' }] }],
    ['direct messages', { ...text, parts: [{ ...first, part: 'direct' }] }],
    ['a part with a title', { ...text, parts: [{ ...first, title: 'x' }] }],
    ['one part twice', { ...text, parts: [first, first] }],
    ['a part with nothing in it', { ...text, parts: [{ ...first, lines: [] }] }],
    ['a line break', withLine('a\r\nBcc: eve@evil.example')],
    ['a line that turns around', withLine('a\u202eb')],
    ['an invisible letter', withLine('pay\u200bpal')],
    ['a filler', withLine('a\u3164b')],
    ['half of a letter', withLine('\ud83d')],
    ['a line without end', withLine('a'.repeat(4_001))],
    ['a list', []],
  ])('%s', (_, value) => {
    expect(decodeMeetingText(json(text))).toEqual(text);
    expect(decodeMeetingText(json(value))).toBeUndefined();
  });

  it('what is longer than a mail takes, and what is no JSON', () => {
    const spaces = new Uint8Array(MAX_TEXT_BYTES + 1).fill(0x20);
    spaces.set(json(text));
    expect(decodeMeetingText(spaces)).toBeUndefined();
    expect(decodeMeetingText(spaces.subarray(0, MAX_TEXT_BYTES))).toEqual(text);
    expect(decodeMeetingText(Uint8Array.of(0xff, 0xfe))).toBeUndefined();
    const lines = Array.from({ length: 20 }, () => 'é'.repeat(3_900));
    const long: MeetingText = { format: 1, parts: [{ part: 'chat', lines, cut: false }] };
    expect(() => encodeMeetingText(long)).toThrow(RangeError);
  });
});

it('[S-17] its size tells little', () => {
  expect(encodeMeetingText(text)).toHaveLength(TEXT_STEP_BYTES);
  expect(encodeMeetingText(withLine('a'.repeat(3_000)))).toHaveLength(TEXT_STEP_BYTES);
  expect(decodeMeetingText(encodeMeetingText(text))).toEqual(text);
});

it('[S-16] nothing that is not seen remains of what was written', () => {
  expect(visibleOnly('a\u202eb\u200dc\ufeff\u00ad\td\u{e0041}\u2800')).toBe('abc d');
});

describe('[T27, S-17] mail programs find no address in it', () => {
  it.each([
    ['see https://evil.example/x.', 'see https[:]//evil[.]example/x.'],
    ['www.evil.example', 'www[.]evil[.]example'],
    ['evil.com/login', 'evil[.]com/login'],
    ['Evil.Com', 'Evil[.]Com'],
    ['write to eve@evil.example', 'write to eve@evil[.]example'],
    ['mailto:eve', 'mailto[:]eve'],
    ['TEL:+4930123', 'TEL[:]+4930123'],
    ['javascript:alert(1)', 'javascript[:]alert(1)'],
    ['_http://10.1.1.1/', '_http[:]//10.1.1.1/'],
    ['пример.рф', 'пример[.]рф'],
    ['evil．example', 'evil[.]example'],
    ['\\\\share\\x', '\\ \\share\\x'],
  ])('%s', (written, shown) => {
    expect(unlinked(written)).toBe(shown);
  });

  it.each(['z.B. um 10.30 Uhr', 'Beschluss: ja.', 'e.g. 3.5 %', 'Ende. Anfang', '14:00'])(
    'what people write stays as it is: %s',
    (written) => {
      expect(unlinked(written)).toBe(written);
    },
  );

  it('whatever is written around it', () => {
    const link =
      /:\/\/|\bwww\.|[\p{L}\p{M}\p{N}_-]\.[\p{L}\p{M}]{2}|\b(?:mailto|tel|data|file):\S/iu;
    const around = fc.string({ unit: 'grapheme', maxLength: 12 });
    const address = fc.constantFrom(
      ...['http://a.example', 'HTTPS://x', 'www.a.de', 'a.com', 'mailto:a@b.de', 'x.co.uk'],
    );
    fc.assert(
      fc.property(around, address, around, (before, middle, after) => {
        expect(unlinked(before + middle + after)).not.toMatch(link);
      }),
      { seed: 1759, numRuns: 400 },
    );
  });
});

describe('[R59, S-17] the mail with the text in it', () => {
  const id = v.parse(RecipientId, 'A'.repeat(22));
  const link = `https://meet.example/s/${id}#${'s'.repeat(43)}`;
  const content = { template: 'summary', language: 'en', link, code: false } as const;
  const organizer = { name: 'Mara Feldhaus', accountName: null, address: 'mara@meet.example' };
  const frame = async (language: (typeof mailLanguages)[number]) => ({
    ...{ organizer, origin: 'https://meet.example', stopUrl: 'https://meet.example/stop?token=x' },
    text: await loadMailText(language),
  });

  it('shows it as what others wrote, apart from the program’s words, and no word of it in a header', async () => {
    const mail = summaryMail(content, await frame('en'), text);
    const plain = mailAsText(mail);
    expect(plain).toContain('Minutes\n> Two of us on Sunday nights.\n>\n> - Ilse asks\n');
    expect(plain).toContain('Group chat\n> Jonas, 10:02: Agreed.\nThis is not all of it');
    expect(plain).toContain('mail providers can read what stands in it');
    expect(mail.subject + mail.preview).not.toContain('Sunday');
    expect(mail.subject).toBe(summaryMail(content, await frame('en')).subject);
  });

  it('nothing in it becomes markup, a link, or the end of the mail', async () => {
    const evil = '<a href="https://evil.example">x</a><img src=x onerror=alert(1)>';
    const mail = summaryMail(content, await frame('en'), withLine(evil));
    const html = mailAsHtml(mail);
    expect(html).toContain('&lt;a href=&quot;https[:]//evil[.]example&quot;&gt;');
    expect(html).not.toMatch(/<img|evil\.example/u);
    const plain = mailAsText(summaryMail(content, await frame('en'), withLine('-- ')));
    expect(plain).toContain('> -- ');
    expect(plain.match(/^-- $/gmu)).toHaveLength(1);
  });

  it.each(mailLanguages)('says so in the recipient’s language: %s', async (language) => {
    const words = await frame(language);
    const plain = mailAsText(summaryMail({ ...content, language }, words, text));
    const { inside, privacy } = words.text.summaryMail;
    expect(plain).toContain(inside.privacy);
    expect(plain).not.toContain(privacy);
    expect(plain).toContain(`${inside.parts.chat}\n> Jonas`);
  });
});
