import { expect, it } from 'vitest';
import { richText } from './richText.ts';

it('finds links and strong words between plain ones', () => {
  expect(richText('Read the [terms](/terms) **first**.')).toEqual([
    { kind: 'words', words: 'Read the ' },
    { kind: 'link', words: 'terms', href: '/terms' },
    { kind: 'words', words: ' ' },
    { kind: 'strong', words: 'first' },
    { kind: 'words', words: '.' },
  ]);
});

it.each(['[x](javascript:alert(1))', '[x](//elsewhere.example)', '<b>bold</b>', '[x](http://a.b)'])(
  'makes no link and no markup of %s',
  (message) => {
    expect(richText(message)).toEqual([{ kind: 'words', words: message }]);
  },
);

it('gives nothing for nothing', () => {
  expect(richText('')).toEqual([]);
});
