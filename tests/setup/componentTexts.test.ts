import { globSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { expect, it } from 'vitest';

/** Attributes, and props of our components, that people read or hear. */
const READ =
  /^(aria-(label|description|roledescription|valuetext|placeholder)|title|placeholder|alt|label|hint|text|note)$/;

/** An address of this site is the same in every language. */
const ADDRESS = /^\/[a-z/-]+$/;

/** A part of a component, as the compiler reads it. */
interface Piece {
  readonly type: string;
  readonly [key: string]: unknown;
}

function isPiece(value: unknown): value is Piece {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** What lies directly in a piece, also where the compiler puts a plain object between them. */
function parts(value: unknown): Piece[] {
  if (isPiece(value)) return [value];
  return Array.isArray(value) ? value.flatMap(parts) : [];
}

const within = (piece: Piece): Piece[] => Object.values(piece).flatMap(parts);

/** The words that a value puts on screen by itself: literals, and both sides of a choice. */
function words(piece: Piece): string[] {
  switch (piece.type) {
    case 'Text':
      return [String(piece['data'])];
    case 'Literal':
      return typeof piece['value'] === 'string' ? [piece['value']] : [];
    case 'TemplateElement':
      return [JSON.stringify(piece['value'])];
    case 'TemplateLiteral':
      return parts(piece['quasis']).flatMap(words).map(withoutNames);
    case 'ConditionalExpression':
      return [...parts(piece['consequent']), ...parts(piece['alternate'])].flatMap(words);
    case 'LogicalExpression':
      return [...parts(piece['left']), ...parts(piece['right'])].flatMap(words);
    case 'ExpressionTag':
      return parts(piece['expression']).flatMap(words);
    default:
      return [];
  }
}

/** A template's words come as `{"raw":…,"cooked":…}`. */
const withoutNames = (element: string): string => element.replaceAll(/"(raw|cooked)":/g, '');

function wordsOnScreen(piece: Piece): string[] {
  if (piece.type === 'Text' || piece.type === 'ExpressionTag') return words(piece);
  if (piece.type === 'Attribute') {
    return READ.test(String(piece['name'])) ? parts(piece['value']).flatMap(words) : [];
  }
  return within(piece).flatMap(wordsOnScreen);
}

function foreign(source: string): string[] {
  const { fragment } = parse(source, { modern: true });
  return parts(fragment)
    .flatMap(wordsOnScreen)
    .map((each) => each.trim())
    .filter((each) => /\p{L}/u.test(each) && !ADDRESS.test(each));
}

it.each([
  ['<p>Hello</p>', 'Hello'],
  ['{#if on}<b>Hello</b>{/if}', 'Hello'],
  ["{on ? 'Hello' : words.no}", 'Hello'],
  ['<button aria-label="Hello"></button>', 'Hello'],
  ["<Panel title={words.title ?? 'Hello'} />", 'Hello'],
])('sees the word in %s', (source, word) => {
  expect(foreign(source)).toEqual([word]);
});

it.each([
  '<p class="hello">{t.hello}</p>',
  '<a href="/hello">{name}</a>',
  '<p>{server}/recover</p>',
])('sees no word in %s', (source) => {
  expect(foreign(source)).toEqual([]);
});

it('[R31] no component says anything by itself: all words come from the catalogues', () => {
  const files = globSync('web/src/**/*.svelte');
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    foreign(readFileSync(file, 'utf8')).map((said) => `${file}: ${said}`),
  );
  expect(found).toEqual([]);
});
