import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_HEADER_VALUE } from './header.ts';
import { REPLAY_WINDOW, ReplayWindow } from './ReplayWindow.ts';

const SEED = 0x9605;

describe('[T22] replay window', () => {
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

  it('says the same as a list of all counters seen', () => {
    // Steps of every size: within the window, over its edge, by whole windows.
    const step = fc.oneof(
      fc.integer({ min: -1_100, max: 40 }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom(REPLAY_WINDOW - 1, REPLAY_WINDOW, REPLAY_WINDOW + 1, 5 * REPLAY_WINDOW),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 400 }), (steps) => {
        const window = new ReplayWindow();
        const seen = new Set<number>();
        let at = 2_000;
        for (const by of steps) {
          at = Math.max(0, at + by);
          const highest = Math.max(-1, ...seen);
          const fresh = !seen.has(at) && at > highest - REPLAY_WINDOW;
          expect(window.add(at)).toBe(fresh);
          seen.add(at);
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
