import { describe, expect, it } from 'vitest';
import type { TextCounts } from '../../store/TextStore.ts';
import { DAY_MS, mayText, TEXT_AGAIN_MS } from './textLimits.ts';

const now = Date.UTC(2026, 10, 21, 12);
const limits = { now, perDay: 100 };
const none: TextCounts = { account: [], number: [], place: [], all: 0 };

/** So many, the latest this long ago, each a minute before the next. */
const past = (count: number, latestMs: number): number[] =>
  Array.from({ length: count }, (_, n) => now - latestMs - n * 60_000);

describe('[T17] limits of texts', () => {
  it.each(['account', 'number'] as const)('let one go in 30 s for one %s', (what) => {
    expect(mayText({ ...none, [what]: past(1, TEXT_AGAIN_MS - 1) }, limits)).toBe(false);
    expect(mayText({ ...none, [what]: past(1, TEXT_AGAIN_MS) }, limits)).toBe(true);
  });

  it.each(['account', 'number'] as const)(
    'let five an hour and ten a day go for one %s',
    (what) => {
      expect(mayText({ ...none, [what]: past(4, 60_000) }, limits)).toBe(true);
      expect(mayText({ ...none, [what]: past(5, 60_000) }, limits)).toBe(false);
      expect(mayText({ ...none, [what]: past(9, 2 * 3_600_000) }, limits)).toBe(true);
      expect(mayText({ ...none, [what]: past(10, 2 * 3_600_000) }, limits)).toBe(false);
      expect(mayText({ ...none, [what]: past(10, DAY_MS) }, limits)).toBe(true);
    },
  );

  it('let 30 a day go from one network', () => {
    expect(mayText({ ...none, place: past(29, 0) }, limits)).toBe(true);
    expect(mayText({ ...none, place: past(30, 0) }, limits)).toBe(false);
  });

  it('let no more go than the instance pays for', () => {
    expect(mayText({ ...none, all: 99 }, limits)).toBe(true);
    expect(mayText({ ...none, all: 100 }, limits)).toBe(false);
  });
});
