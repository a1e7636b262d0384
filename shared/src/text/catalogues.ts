import { de } from './de.ts';
import { en, type Loaders } from './en.ts';
import type { Language } from './language.ts';

export const catalogues: Record<Language, Loaders> = { en, de };
