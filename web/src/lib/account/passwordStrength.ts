/** What may be said of a password before it is used. The first five are refused. */
export type Strength = 'short' | 'repeats' | 'sequence' | 'personal' | 'common' | 'fair' | 'good';

const MIN_LETTERS = 12;

/** Whether an account may be made with it. */
export function isStrongEnough(strength: Strength): boolean {
  return strength === 'fair' || strength === 'good';
}

/**
 * A small honest check without a dictionary: it catches what guessers try in their first minutes. It
 * cannot tell a good sentence from a famous one.
 */
export function passwordStrength(password: string, personal: readonly string[]): Strength {
  const letters = Array.from(password.normalize('NFKC').toLowerCase());
  if (letters.length < MIN_LETTERS) return 'short';
  if (repeats(letters)) return 'repeats';
  if (inARow(letters) > letters.length / 2) return 'sequence';
  const text = letters.join('');
  if (restWithout(text, personal.flatMap(parts)) < 8) return 'personal';
  if (restWithout(unleet(text), COMMON) < 6) return 'common';
  return isLong(password) ? 'good' : 'fair';
}

/** Few different letters, or the same piece over and over. */
function repeats(letters: readonly string[]): boolean {
  if (new Set(letters).size < 5) return true;
  const text = letters.join('');
  return (text + text).indexOf(text, 1) < text.length;
}

const ROWS = [
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'yxcvbnm',
  'zxcvbnm',
  'qsdfghjklm',
  'wxcvbn',
];
const LINES = [...ROWS, 'abcdefghijklmnopqrstuvwxyz', '01234567890'];
const NEIGHBOURS = new Set(
  LINES.flatMap((line) => [line, Array.from(line).reverse().join('')]).flatMap((line) =>
    Array.from(line.slice(1), (letter, at) => line.charAt(at) + letter),
  ),
);

/** How many letters follow their neighbour on the keyboard or in the alphabet, or equal it. */
function inARow(letters: readonly string[]): number {
  return letters.filter((letter, at) => {
    const before = letters[at - 1];
    return before !== undefined && (before === letter || NEIGHBOURS.has(before + letter));
  }).length;
}

/** The words of a name or an address that are long enough to matter. */
function parts(text: string): string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word.length >= 3);
}

/** How many letters remain when these words, and digits and signs around them, are taken out. */
function restWithout(text: string, words: readonly string[]): number {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  const without = longestFirst.reduce((rest, word) => rest.replaceAll(word, ' '), text);
  if (without === text) return text.length;
  return without.replaceAll(/[^\p{L}]/gu, '').length;
}

const LEET = new Map(
  Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' }),
);

function unleet(text: string): string {
  return Array.from(text, (letter) => LEET.get(letter) ?? letter).join('');
}

/** The beginnings of every list of stolen passwords, in our four languages. */
const COMMON = [
  ...['password', 'passwort', 'passwd', 'kennwort', 'geheim', 'secret', 'admin', 'root', 'login'],
  ...['qwerty', 'qwertz', 'asdf', 'yxcv', 'willkommen', 'welcome', 'hallo', 'hello', 'letmein'],
  ...['iloveyou', 'ichliebedich', 'schatz', 'passphrase', 'changeme', 'default', 'master'],
  ...['dragon', 'monkey', 'football', 'fussball', 'baseball', 'sunshine', 'princess', 'shadow'],
  ...['superman', 'batman', 'pokemon', 'starwars', 'computer', 'internet', 'conclave', 'meeting'],
  ...['sommer', 'winter', 'herbst', 'summer', 'spring', 'autumn', 'januar', 'berlin', 'hamburg'],
  ...['motdepasse', 'azerty', 'bonjour', 'soleil', 'jetaime', 'doudou', 'chouchou', 'loulou'],
  ...['contraseña', 'contrasena', 'clave', 'hola', 'tequiero', 'teamo', 'estrella', 'princesa'],
  ...['bienvenue', 'bienvenido', 'invierno', 'verano', 'printemps', 'automne', 'madrid', 'paris'],
  ...['correct horse battery staple', 'correcthorsebatterystaple'],
];

/** Four words, or much and mixed. */
function isLong(password: string): boolean {
  const words = password.split(/[\s_.-]+/).filter((word) => word.length > 2);
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}\s]/u];
  const mixed = kinds.filter((kind) => kind.test(password)).length;
  return password.length >= 22 || words.length >= 4 || (password.length >= 15 && mixed >= 3);
}
