import { de } from './de.ts';
import { en, type Loaders } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Language } from './language.ts';

export const catalogues: Record<Language, Loaders> = { en, de, fr, es };
