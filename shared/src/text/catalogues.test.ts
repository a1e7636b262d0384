import { expect, it } from 'vitest';
import { catalogues } from './catalogues.ts';
import { counter } from './counter.ts';
import { en } from './en.ts';
import { chooseLanguage, languages } from './language.ts';

/** Every path to a message, with what stands there: a word, a function or a list of so many. */
function shape(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return [`${path} text`];
  if (typeof value === 'function') return [`${path} function`];
  if (Array.isArray(value)) return value.flatMap((item, at) => shape(item, `${path}[${at}]`));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => shape(item, `${path}.${key}`));
  }
  return [`${path} ${String(value)}`];
}

function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(sentences);
}

const areas = Object.entries(en).map(([area]) => area);

async function read(language: (typeof languages)[number], area: string): Promise<unknown> {
  const loader = Object.entries(catalogues[language]).find(([name]) => name === area)?.[1];
  return loader === undefined ? undefined : (await loader()).text;
}

it.each(languages)('%s has every area and none besides', (language) => {
  expect(Object.keys(catalogues[language]).sort()).toEqual([...areas].sort());
});

it.each(languages.flatMap((language) => areas.map((area) => [language, area] as const)))(
  '%s has every message of %s, and no message is empty',
  async (language, area) => {
    const messages = await read(language, area);
    expect(shape(messages)).toEqual(shape(await read('en', area)));
    expect(sentences(messages).filter((words) => words.trim() === '')).toEqual([]);
  },
);

it.each(languages.flatMap((language) => areas.map((area) => [language, area] as const)))(
  '%s raises no voice in %s: no exclamation mark, no "please wait"',
  async (language, area) => {
    const loud = sentences(await read(language, area)).filter((words) =>
      /!|please wait|bitte warten/i.test(words),
    );
    expect(loud).toEqual([]);
  },
);

it('picks the plural form of the language', () => {
  const forms = { one: 'one person', other: '# people' };
  expect([0, 1, 2, 1200].map((n) => counter('en')(n, forms))).toEqual([
    '0 people',
    'one person',
    '2 people',
    '1,200 people',
  ]);
});

it('takes the first wanted language that it speaks, and English when it speaks none', () => {
  expect(chooseLanguage(['nl-BE', 'de-AT', 'en'])).toBe('de');
  expect(chooseLanguage(['tlh'])).toBe('en');
  expect(chooseLanguage([])).toBe('en');
});
