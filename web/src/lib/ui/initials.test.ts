import { expect, it } from 'vitest';
import { initials } from './initials.ts';

it.each([
  ['Mara Feldhaus', 'MF'],
  ['  yuki  ', 'Y'],
  ['Ana María de la Cruz', 'AC'],
  ['(guest) 7', 'G7'],
  ['Øystein Ås', 'ØÅ'],
  ['', '?'],
  ['· —', '?'],
])('%s is shortened to %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
