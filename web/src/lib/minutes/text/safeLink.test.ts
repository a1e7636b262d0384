import { expect, it } from 'vitest';
import { linkFromInput, safeLink } from './safeLink.ts';

it.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://a.example/1',
  '/relative',
  '',
  `https://a.example/${'x'.repeat(3000)}`,
  42,
  { href: 'https://a.example' },
])('[R19] links to nothing of the kind of %j', (target) => {
  expect(safeLink(target)).toBeUndefined();
});

it.each([
  ['https://a.example/ü?q="<', 'https://a.example/%C3%BC?q=%22%3C'],
  ['http://a.example', 'http://a.example/'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
])('links to %s in the browser’s spelling', (target, link) => {
  expect(safeLink(target)).toBe(link);
});

it.each([
  ['example.org/x', 'https://example.org/x'],
  ['a@b.example', 'mailto:a@b.example'],
  ['localhost:8080', undefined],
  ['javascript:alert(1)', undefined],
  ['two words', undefined],
])('makes of the typed %s a link to %s', (typed, link) => {
  expect(linkFromInput(typed)).toBe(link);
});
