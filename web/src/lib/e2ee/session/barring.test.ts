import { expect, it } from 'vitest';
import { codeOfBarring } from './barring.ts';

it.each([
  ['full', 'roomFull'],
  ['locked', 'roomLocked'],
  ['members', 'commitRefused'],
  ['pass', 'commitRefused'],
] as const)('[D-8] says of an entry that was refused as %s: %s', (barring, code) => {
  expect(codeOfBarring(barring)).toBe(code);
});
