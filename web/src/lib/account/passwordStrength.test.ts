import { expect, it } from 'vitest';
import { isStrongEnough, passwordStrength } from './passwordStrength.ts';

const mara = ['Mara', 'Feldhaus', 'mara.feldhaus@hallwerk.example'];

it.each([
  ['', 'short'],
  ['Xk9!vQz2', 'short'],
  ['elf Zeichen', 'short'],
  ['aaaaaaaaaaaaaaaa', 'repeats'],
  ['abcabcabcabcabc', 'repeats'],
  ['Hase7Hase7Hase7', 'repeats'],
  ['123456789012345', 'sequence'],
  ['qwertzuiop1234', 'sequence'],
  ['abcdefghijklmnop', 'sequence'],
  ['MaraFeldhaus1984', 'personal'],
  ['feldhaus-hallwerk-1', 'personal'],
  ['Passwort123456', 'sequence'],
  ['MeinPasswort2026', 'common'],
  ['P@ssw0rt!2026!', 'common'],
  ['Willkommen2026!!', 'common'],
  ['correct horse battery staple', 'common'],
] as const)('refuses "%s": %s', (password, strength) => {
  expect(passwordStrength(password, mara)).toBe(strength);
  expect(isStrongEnough(strength)).toBe(false);
});

it.each([
  ['tulpenzwiebel', 'fair'],
  ['Sieben Kraniche', 'fair'],
  ['Mara mag Kraniche', 'fair'],
  ['sieben Kraniche am Kanal', 'good'],
  ['Kranich7!Kanalufer', 'good'],
  ['дождь над старым портом', 'good'],
] as const)('takes "%s": %s', (password, strength) => {
  expect(passwordStrength(password, mara)).toBe(strength);
  expect(isStrongEnough(strength)).toBe(true);
});
