import { expect, it } from 'vitest';
import { standingOf } from './standing.ts';

it('a meeting is live while somebody is in it, also after it had ended once', () => {
  expect(standingOf({ live: true, endedAt: null })).toBe('live');
  expect(standingOf({ live: true, endedAt: 1 })).toBe('live');
});

it('a meeting that was never held is upcoming, one that was is ended', () => {
  expect(standingOf({ live: false, endedAt: null })).toBe('upcoming');
  expect(standingOf({ live: false, endedAt: 1 })).toBe('ended');
});
