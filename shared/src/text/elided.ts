/** Vowels that a French word is elided before; y and h differ from name to name and stay as they are. */
const VOWEL = /^[aeiouàâäáéèêëíîïóôöúùûüæœ]/iu;

/** French `de` before a name: `de Mara`, `d’Anna`. */
export function deName(name: string): string {
  return VOWEL.test(name) ? `d’${name}` : `de ${name}`;
}

/** French `que` before a name: `que Mara`, `qu’Anna`. */
export function queName(name: string): string {
  return VOWEL.test(name) ? `qu’${name}` : `que ${name}`;
}
