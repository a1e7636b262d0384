import { describe, expect, it } from 'vitest';
import { fromIsoTime, isoDay, isoTime, SystemClock } from './Clock.ts';

describe('Clock', () => {
  it('tells the time in epoch milliseconds', () => {
    const before = Date.now();
    const now = new SystemClock().now();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('writes a moment and its day in UTC, and reads it back', () => {
    const moment = Date.UTC(2026, 10, 21, 23, 59, 59, 7);
    expect(isoTime(moment)).toBe('2026-11-21T23:59:59.007Z');
    expect(isoDay(moment)).toBe('2026-11-21');
    expect(fromIsoTime('2026-11-21T23:59:59.007Z')).toBe(moment);
    expect(fromIsoTime('tomorrow')).toBeUndefined();
  });
});
