import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_HEADER_VALUE } from './header.ts';
import { REPLAY_WINDOW, ReplayWindow } from './ReplayWindow.ts';

const SEED = 0x9605;

describe('[R127] [T22] replay window', () => {
  it('takes a counter once', () => {
    const window = new ReplayWindow();
    expect([window.add(5), window.add(5), window.add(4), window.add(4)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it('takes counter 0 once', () => {
    const window = new ReplayWindow();
    expect([window.has(0), window.add(0), window.has(0), window.add(0)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('calls seen what it can no longer tell apart', () => {
    const window = new ReplayWindow();
    window.add(REPLAY_WINDOW + 9);
    expect([window.has(9), window.has(10)]).toEqual([true, false]);
  });

  it('does not move for what was only looked at', () => {
    const window = new ReplayWindow();
    window.has(MAX_HEADER_VALUE);
    expect(window.add(0)).toBe(true);
  });

  it('moves to the last counter there is', () => {
    const window = new ReplayWindow();
    window.add(1);
    expect([window.add(MAX_HEADER_VALUE), window.add(MAX_HEADER_VALUE)]).toEqual([true, false]);
  });

  it('forgets what used the same place before: counters passed over are fresh', () => {
    for (const jump of [2, 5, REPLAY_WINDOW - 1, REPLAY_WINDOW, REPLAY_WINDOW + 1]) {
      const window = new ReplayWindow();
      for (let ctr = 0; ctr < REPLAY_WINDOW; ctr++) window.add(ctr);
      const highest = REPLAY_WINDOW - 1 + jump;
      window.add(highest);
      const between = Array.from({ length: jump - 1 }, (_, i) => REPLAY_WINDOW + i);
      const fresh = between.filter((ctr) => ctr > highest - REPLAY_WINDOW);
      expect(fresh.filter((ctr) => window.has(ctr))).toEqual([]);
    }
  });

  it('says the same as a list of all counters seen', () => {
    // Mostly around the highest, where the bits are; now and then a jump that empties some of them.
    const near = fc.integer({ min: -REPLAY_WINDOW - 2, max: 3 });
    const far = fc.integer({ min: 4, max: REPLAY_WINDOW + 40 });
    const step = fc.oneof({ weight: 99, arbitrary: near }, { weight: 1, arbitrary: far });
    const steps = fc.array(step, { minLength: 3_000, maxLength: 3_000 });
    fc.assert(
      fc.property(steps, (all) => {
        const window = new ReplayWindow();
        const seen = new Set<number>();
        let highest = -1;
        const wrong = all.filter((by) => {
          const ctr = Math.max(0, highest + by);
          const fresh = !seen.has(ctr) && ctr > highest - REPLAY_WINDOW;
          seen.add(ctr);
          highest = Math.max(highest, ctr);
          return window.add(ctr) !== fresh;
        });
        expect(wrong).toEqual([]);
      }),
      { seed: SEED, numRuns: 30 },
    );
  });
});
