import { describe, expect, it } from 'vitest';
import { Recently } from './Recently.ts';

describe('what was done a moment ago', () => {
  it('keeps nothing older, however many there have been', () => {
    const recently = new Recently<number>(100);
    for (let now = 0; now < 10_000; now++) recently.add(now, now);
    expect(recently.size).toBe(100);
  });

  it('is not done again, until the time since it was done is over', () => {
    const recently = new Recently<string>(100);
    const added = [0, 60, 99, 100, 150, 200].map((now) => recently.add('Ada', now));
    expect(added).toEqual([true, false, false, true, false, true]);
  });

  it('is told apart from what others did', () => {
    const recently = new Recently<string>(100);
    expect(['Ada', 'Bob', 'Ada'].map((who) => recently.add(who, 0))).toEqual([true, true, false]);
  });
});
