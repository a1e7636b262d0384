import { expect, it } from 'vitest';
import { catalogues } from './catalogues.ts';
import { counter } from './counter.ts';
import { deName, queName } from './elided.ts';
import { languages, type Language } from './language.ts';

/** A message as it is read: where it stands, what it says. */
interface Said {
  readonly path: string;
  readonly words: string;
}

/** Numbers that messages are tried with: both borders of the plural forms, and one that has none. */
const NUMBERS = [0, 1, 2, 37, 1_000_000];

/** Values that messages count with or compare; every other value is a word. */
const COUNTED = /^(n|of|at|over|percent|waiting|minutes|hours|days|age|page|years|joined)$/;

const mark = (key: string): string => `‹${key}›`;

/** Calls a message with a value for whatever it asks for. */
function say(message: (values: object) => unknown, number: number): string {
  const values = new Proxy(
    {},
    { get: (_target, key) => (COUNTED.test(String(key)) ? number : mark(String(key))) },
  );
  return String(message(values));
}

function isMessage(value: unknown): value is (values: object) => unknown {
  return typeof value === 'function';
}

function said(value: unknown, path: string): Said[] {
  if (typeof value === 'string') return [{ path, words: value }];
  if (isMessage(value)) return NUMBERS.map((number) => ({ path, words: say(value, number) }));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => said(item, `${path}.${key}`));
}

async function everything(language: Language): Promise<Said[]> {
  const areas = Object.entries(catalogues[language]);
  const texts = await Promise.all(
    areas.map(async ([area, load]) => said((await load()).text, area)),
  );
  return texts.flat();
}

/** Per path, the values that are to be seen in the message: names as they are, numbers as figures or words. */
function gaps(all: readonly Said[]): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const { path, words } of all) {
    const names = found.get(path) ?? new Set<string>();
    for (const [name] of words.matchAll(/‹\w+›/g)) names.add(name);
    if (words.includes('37')) names.add('number');
    found.set(path, names);
  }
  return new Map([...found].map(([path, names]) => [path, [...names].sort().join(' ')]));
}

/** For the report of a test: each line once. */
const listed = (all: readonly Said[]): string[] => [
  ...new Set(all.map(({ path, words }) => `${path}: ${words}`)),
];

const translations = languages.filter((language) => language !== 'en');

/**
 * What may be the same as in English: names, formats, keys of the keyboard and the signs of units for all,
 * and words that a language shares with it.
 */
const SHARED = {
  all: /^(Conclave|Firefox|Chrome|Edge|Opera|Safari|Windows|macOS|Linux|Android|iOS|PDF|Markdown|Codec|Code|kbit\/s|min|ms|h .* min|Zoom|chat|Chat|Cookie|Ctrl|Esc|Tab|Version|.|\w(, \w)+|Ctrl [A-Z+].*)$/,
  de: /^(Server|[Ww]hiteboard|Ellipse|Text|Orange|Enter|Name|Link|Hand|Import)$/,
  fr: /^(via|Rectangle|Ellipse|Note|Notes|Orange|Violet|Pages?|Messages?|Question|Style|Point|Minutes|Cache|Instructions|Assistance|Documents|Date|Contact)$/,
  es: /^(No|Idea)$/,
};

it.each(translations)('%s says nothing in English', async (language) => {
  const english = new Map((await everything('en')).map(({ path, words }) => [path, words]));
  const same = (await everything(language)).filter(
    ({ path, words }) => english.get(path) === words,
  );
  const odd = same.filter(({ words }) => {
    const left = words.replaceAll(/‹\w+›|\d+/g, '').replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
    return left !== '' && !SHARED.all.test(left) && !SHARED[language].test(left);
  });
  expect(listed(odd)).toEqual([]);
});

it.each(translations)(
  '%s shows in each message the values that English shows',
  async (language) => {
    expect(gaps(await everything(language))).toEqual(gaps(await everything('en')));
  },
);

it.each(languages)(
  '%s raises no voice and asks nobody to wait, whatever the values',
  async (language) => {
    const loud = /[!¡]|please wait|bitte warten|veuillez patienter|por favor/i;
    expect(listed((await everything(language)).filter(({ words }) => loud.test(words)))).toEqual(
      [],
    );
  },
);

/** What the printed page of a language does not know. */
const MISPRINTS = {
  en: /\w'\w|[^[]\s[;:?,.]|\bundefined\b|\bNaN\b/,
  de: /\w'\w|[^[]\s[;:?,.]|"|“[^“”„]*”|\bundefined\b|\bNaN\b/,
  fr: /'| [;:?»%]|« |[^\u202f\s\d/][;?»]|["“”]|\bundefined\b|\bNaN\b/,
  es: /'|\s[;:?»]|« |["“”]|\bundefined\b|\bNaN\b/,
};

it.each(languages)('%s is set as its printers set it', async (language) => {
  const misprints = (await everything(language)).filter(({ words }) =>
    MISPRINTS[language].test(words),
  );
  expect(listed(misprints)).toEqual([]);
});

it('opens every question in Spanish', async () => {
  const half = (await everything('es')).filter(
    ({ words }) => words.split('?').length !== words.split('¿').length,
  );
  expect(listed(half)).toEqual([]);
});

/** Familiar forms: whoever writes to a guest of a company writes formally. */
const FAMILIAR = {
  de: /(?<![\p{L}])(du|dich|dir|dein\p{L}*|euch|euer|eure\p{L}*)(?![\p{L}])/iu,
  fr: /(?<![\p{L}])(tu|toi|ton|tes)(?![\p{L}])/iu,
  es: /(?<![\p{L}])(tú|ti|tu|tus|vosotr\p{L}*|vuestr\p{L}*|os)(?![\p{L}])/iu,
};

it.each(translations)('%s is formal throughout', async (language) => {
  const familiar = (await everything(language)).filter(({ words }) =>
    FAMILIAR[language].test(words),
  );
  expect(listed(familiar)).toEqual([]);
});

it('counts as French and Spanish do: none is singular in French, a million has a form of its own', () => {
  const fr = { one: '# mot', many: '# de mots', other: '# mots' };
  expect([0, 1, 2, 1200, 1_000_000].map((n) => counter('fr')(n, fr))).toEqual([
    '0 mot',
    '1 mot',
    '2 mots',
    '1\u202f200 mots',
    '1\u202f000\u202f000 de mots',
  ]);
  const es = { one: 'una palabra', many: '# de palabras', other: '# palabras' };
  expect([0, 1, 2, 12_000, 1_000_000].map((n) => counter('es')(n, es))).toEqual([
    '0 palabras',
    'una palabra',
    '2 palabras',
    '12.000 palabras',
    '1.000.000 de palabras',
  ]);
});

it('elides before the vowel of a name, and not before other letters', () => {
  expect(['Mara', 'Anna', 'Élodie', 'Yann', 'Hugo'].map(deName)).toEqual([
    'de Mara',
    'd’Anna',
    'd’Élodie',
    'de Yann',
    'de Hugo',
  ]);
  expect(['Mara', 'Iris'].map(queName)).toEqual(['que Mara', 'qu’Iris']);
});
