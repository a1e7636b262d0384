import { expect, it } from 'vitest';
import { believe, type Doubt } from './believe.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

/** Two nodes sweep every hour, the second right after the first; returns after how many hours the clock is believed. */
function hoursOfDoubt(secondIsBehindMs: number): number {
  let doubt: Doubt | undefined;
  let seen = 0;
  for (let hour = 0; hour < 60; hour++) {
    for (const behindMs of [0, secondIsBehindMs]) {
      const machine = YEAR_MS + hour * HOUR_MS - behindMs;
      const passedMs = hour === 0 ? 0 : HOUR_MS;
      ({ doubt, now: seen } = believe({ machine, seen, doubt, passedMs }));
      if (doubt === undefined) return hour;
    }
  }
  return Infinity;
}

it('[T29] is proven in a day also by nodes whose clocks differ by seconds', () => {
  expect(hoursOfDoubt(0)).toBe(24);
  expect(hoursOfDoubt(5_000)).toBe(24);
});

it('[T29] tolerates a minute behind the latest moment of the doubt, and no more', () => {
  const doubt = { since: YEAR_MS, lastAt: YEAR_MS + HOUR_MS, provenMs: HOUR_MS };
  const at = (machine: number) => believe({ machine, seen: 0, doubt, passedMs: 0 }).doubt;
  expect(at(doubt.lastAt - MINUTE_MS)).toEqual(doubt);
  expect(at(doubt.lastAt - MINUTE_MS - 1)).toMatchObject({ provenMs: 0 });
  // Whoever is behind does not make the same time count twice.
  const behind = at(doubt.lastAt - MINUTE_MS);
  const again = believe({ machine: doubt.lastAt, seen: 0, doubt: behind, passedMs: MINUTE_MS });
  expect(again.doubt?.provenMs).toBe(HOUR_MS);
});
