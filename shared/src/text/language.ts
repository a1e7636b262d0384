/** The languages that have a complete catalogue. A new one is a folder here and a file beside en.ts. */
export const languages = ['en', 'de', 'fr', 'es'] as const;

export type Language = (typeof languages)[number];

export const sourceLanguage: Language = 'en';

/** Each language in its own words: nobody has to know English to leave English. */
export const languageNames: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
};

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** The first wanted language that we speak; `wanted` are BCP 47 tags such as `de-AT`. */
export function chooseLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split('-')[0];
    if (isLanguage(primary)) return primary;
  }
  return sourceLanguage;
}
