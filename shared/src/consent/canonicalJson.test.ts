import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, type Json } from './canonicalJson.ts';

it('[R69] writes keys in the order of their UTF-16 code units (RFC 8785, 3.2.3)', () => {
  const value = {
    '\u20ac': 1,
    '\r': 2,
    '\ufb33': 3,
    '1': 4,
    '\ud83d\ude00': 5,
    '\u0080': 6,
    '\u00f6': 7,
  };
  expect([...canonicalJson(value).matchAll(/:(\d)/gu)].map(([, at]) => at).join('')).toBe(
    '2467153',
  );
});

it('[R69] escapes what the RFC escapes, and nothing else', () => {
  expect(canonicalJson('\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"\u002f')).toBe(
    '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"',
  );
});

it('leaves out keys without a value, also inside of lists', () => {
  expect(canonicalJson([{ b: undefined, a: null }, true, -0, 12])).toBe('[{"a":null},true,0,12]');
});

it.each([1.5, Number.NaN, Infinity, 2 ** 53, '\ud800'])('refuses %s', (value) => {
  expect(() => canonicalJson({ value })).toThrow(RangeError);
});

const { value: json } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
}));

it('says the same as JSON, whatever the value', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { seed: 27560, numRuns: 300 },
  );
});
