import { untrack } from 'svelte';
import { catalogues } from '@conclave/shared/text/catalogues';
import { type Area, type Catalogue } from '@conclave/shared/text/en';
import { chooseLanguage, isLanguage, type Language } from '@conclave/shared/text/language';
import { readPreference, writePreference } from './preferences.ts';

/** The areas in memory, all in one language. Another language replaces them in place, without a reload. */
class Texts {
  #language = $state.raw<Language>(preferredLanguage());
  #loaded = $state.raw<ReadonlyMap<string, unknown>>(new Map());

  get language(): Language {
    return this.#language;
  }

  read(area: string): unknown {
    const text = this.#loaded.get(area);
    if (text === undefined) {
      throw new Error(`no texts for "${area}": call loadTexts('${area}') in the route's load`);
    }
    return text;
  }

  /** Whoever waits for texts in a template is not drawn anew when others come: a room would begin afresh. */
  load(areas: readonly Area[]): Promise<void> {
    return untrack(() => this.#load(areas));
  }

  async #load(areas: readonly Area[]): Promise<void> {
    const language = this.#language;
    const missing = areas.filter((area) => !this.#loaded.has(area));
    if (missing.length === 0) return;
    const texts = await fetchTexts(language, missing);
    // The language may have been changed while these were on their way.
    if (language !== this.#language) return this.#load(areas);
    this.#loaded = new Map([...this.#loaded, ...texts]);
    document.documentElement.lang = language;
  }

  async use(language: Language): Promise<void> {
    const areas = [...this.#loaded.keys()];
    const texts = await fetchTexts(language, areas);
    // A route may have brought another area meanwhile, still in the old language.
    if (this.#loaded.size > areas.length) return this.use(language);
    this.#language = language;
    this.#loaded = texts;
    document.documentElement.lang = language;
  }
}

async function fetchTexts(
  language: Language,
  areas: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const loaders = Object.entries(catalogues[language]).filter(([area]) => areas.includes(area));
  return new Map(
    await Promise.all(loaders.map(async ([area, load]) => [area, (await load()).text] as const)),
  );
}

function preferredLanguage(): Language {
  const stored = readPreference('conclave.language');
  return isLanguage(stored) ? stored : chooseLanguage(navigator.languages);
}

const texts = new Texts();

const reader: object = new Proxy({}, { get: (_target, area) => texts.read(String(area)) });

/** The reader answers for every area or throws, and `catalogues.test.ts` holds the shapes together. */
function isCatalogue(value: object): value is Catalogue {
  return value === reader;
}
if (!isCatalogue(reader)) throw new Error('unreachable');

/** All texts, in the language of the moment: `t.common.cancel`, `t.lobby.opensWith({ name })`. */
export const t: Catalogue = reader;

/** Brings areas into memory; for the `load` of a route. Asking again costs nothing. */
export function loadTexts(...areas: Area[]): Promise<void> {
  return texts.load(areas);
}

export function currentLanguage(): Language {
  return texts.language;
}

/** Changes the language of everything on screen and remembers the choice in this browser. */
export async function chooseTexts(language: Language): Promise<void> {
  await texts.use(language);
  writePreference('conclave.language', language);
}
