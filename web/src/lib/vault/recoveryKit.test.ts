import { expect, it } from 'vitest';
import { decodeKit, encodeKit, kitGroup, KIT_GROUPS, newKit } from './recoveryKit.ts';

/** Bits that look like chance, and are the same each time. */
const KIT = Uint8Array.from({ length: 20 }, (_, at) => at * 73 + 41);

it('writes nine groups of four letters that give the same bits', async () => {
  const kit = newKit();
  const code = await encodeKit(kit);
  expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(code.split('-')).toHaveLength(KIT_GROUPS);
  expect(await decodeKit(code)).toEqual(kit);
});

it('writes these letters for these bits', async () => {
  const kit = Uint8Array.from({ length: 20 }, (_, at) => at);
  expect(await encodeKit(kit)).toBe('000G-40R4-0M30-E209-185G-R38E-1W81-24GK-B5GV');
});

it('reads small letters, spaces, other dashes and lookalikes', async () => {
  const code = await encodeKit(Uint8Array.from({ length: 20 }, (_, at) => at * 9));
  const typed = code.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(await decodeKit(` ${typed}\n`)).toEqual(await decodeKit(code));
});

it('notices every single wrong letter and every pair of swapped neighbours', async () => {
  // One in a million wrong codes has the right checksum: chance would find one some day.
  const letters = (await encodeKit(KIT)).replaceAll('-', '');
  const wrong = Array.from(letters).flatMap((letter, at) => {
    const other = letter === '7' ? '8' : '7';
    const next = letters.charAt(at + 1);
    return [
      letters.slice(0, at) + other + letters.slice(at + 1),
      letters.slice(0, at) + next + letter + letters.slice(at + 2),
    ].filter((typed) => typed !== letters);
  });
  expect(wrong.length).toBeGreaterThan(60);
  for (const typed of wrong) {
    await expect(decodeKit(typed)).rejects.toMatchObject({ code: 'kitMistyped' });
  }
});

it.each(['', 'ABCD', 'U'.repeat(36), '*'.repeat(36), '0'.repeat(37)])(
  'refuses "%s"',
  async (typed) => {
    await expect(decodeKit(typed)).rejects.toMatchObject({ code: 'kitMistyped' });
  },
);

it('gives one group to type back', async () => {
  const code = await encodeKit(newKit());
  expect(kitGroup(code, 4)).toBe(code.split('-')[4]);
});
