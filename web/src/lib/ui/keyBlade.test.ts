import { expect, it } from 'vitest';
import { keyBlade, keyWidth } from './keyBlade.ts';

it('cuts each digit to its own depth, left to right', () => {
  expect(keyBlade('09')).toBe('M56 20V54H66L73 54.0H79L83 30.6H89L98 42L108 31L98 20z');
});

it('leaves a full gap after every five digits', () => {
  expect(keyBlade('11111 2')).toContain('L113 51.4H119L123 54H126L129 48.8H135');
});

it('is 422 units wide for a room code', () => {
  expect(keyWidth(30)).toBe(422);
  expect(keyBlade('0'.repeat(30))).toContain('L418 31');
});
