import { describe, expect, it } from 'vitest';
import { withEmoji } from './emoji.ts';
import { isFewSigns, parseText, plainText } from './parseText.ts';

const links = (text: string): string[] =>
  parseText(text).flatMap((piece) =>
    piece.kind === 'link' ? [`${piece.text} > ${piece.href}`] : [],
  );
const hidden = (text: string): string[] =>
  parseText(text).flatMap((piece) => (piece.kind === 'hidden' ? [piece.text] : []));

describe('links in what somebody wrote', () => {
  it.each([
    [
      'See https://example.org/a?b=1#c.',
      ['https://example.org/a?b=1#c > https://example.org/a?b=1#c'],
    ],
    ['(http://example.org)', ['http://example.org > http://example.org/']],
    ['mailto:ada@example.org', ['mailto:ada@example.org > mailto:ada@example.org']],
    ['HTTPS://EXAMPLE.org', ['HTTPS://EXAMPLE.org > https://example.org/']],
  ])('are found: %s', (text, found) => {
    expect(links(text)).toEqual(found);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://example.org',
    'blob:https://example.org/1',
    'https://ada:secret@example.org',
    'https://example.org@evil.example/',
    'https://exa\u202emple.org',
    'https://exam\u200bple.org',
    'https://',
    `https://example.org/${'a'.repeat(2_001)}`,
  ])('are not made of %s', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('show a host in another script as it is asked for', () => {
    expect(links('https://аррӏе.com/login')).toEqual([
      'https://xn--80ak6aa92e.com/login > https://xn--80ak6aa92e.com/login',
    ]);
  });

  it('keep all that stands around them', () => {
    const text = 'Before https://example.org, after.';
    expect(
      parseText(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});

describe('what cannot be seen', () => {
  it.each([
    ['an override', 'abc\u202edef', ['U+202E']],
    ['isolates', '\u2066a\u2069', ['U+2066', 'U+2069']],
    ['a zero-width space', 'pay\u200bpal', ['U+200B']],
    ['a joiner between letters', 'a\u200db', ['U+200D']],
    ['a filler', '\u3164', ['U+3164']],
    ['tags', 'x\u{e0041}', ['U+E0041']],
    ['controls', 'a\u0007\u001bb', ['U+0007', 'U+001B']],
  ])('is shown by number: %s', (_what, text, marks) => {
    expect(hidden(text)).toEqual(marks);
  });

  it('stays unseen where a script or a sign is made of it', () => {
    expect(hidden('👩‍💻 ❤️‍🔥 می‌خواهم क्‍ष \u200fשלום')).toEqual([]);
  });

  it('stands in brackets in quotes', () => {
    expect(plainText('one\n\ntwo\u202e')).toBe('one two[U+202E]');
  });
});

describe('signs by their names', () => {
  it('stand for themselves between spaces only', () => {
    expect(withEmoji('Well :) that :thumb: is <3')).toBe('Well 🙂 that 👍 is ❤️');
    expect(withEmoji('f(:) https://a.example/:thumb: a:)b :constructor: toString')).toBe(
      'f(:) https://a.example/:thumb: a:)b :constructor: toString',
    );
  });
});

it('takes one to six signs for few, whatever they are made of, and no word, figure or seventh sign', () => {
  const few = ['👍', '❤️', '👍🏽', '👩‍🏫', '👍🎉🙂'];
  const not = ['', '7', '#', 'ok', 'ok 👍', '👍 👍', '👍'.repeat(7)];
  expect(few.filter(isFewSigns)).toEqual(few);
  expect(not.filter(isFewSigns)).toEqual([]);
});
