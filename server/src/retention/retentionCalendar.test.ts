import { describe, expect, it } from 'vitest';
import { retentionCalendar } from './retentionCalendar.ts';

const DAY_MS = 24 * 3_600_000;
const NOW = 1_000 * DAY_MS;

describe('the retention calendar', () => {
  it('[R79] names a lapsed company 360 days after it lapsed, and no other', () => {
    const companies = [
      { id: 'free', paidUntil: null },
      { id: 'paid', paidUntil: NOW + 1 },
      { id: 'lapsed', paidUntil: NOW },
      { id: 'long', paidUntil: NOW - 359 * DAY_MS },
    ];
    expect(retentionCalendar({ companies, removed: [] }, NOW)).toEqual([
      { what: 'company', id: 'long', at: NOW + DAY_MS },
      { what: 'company', id: 'lapsed', at: NOW + 360 * DAY_MS },
    ]);
  });

  it('[R81] names who was removed a week after that, in the order of time', () => {
    const removed = [
      { accountId: 'b', removedAt: NOW - DAY_MS },
      { accountId: 'a', removedAt: NOW - 2 * DAY_MS },
      { accountId: 'stays', removedAt: null },
    ];
    const due = retentionCalendar({ companies: [{ id: 'c', paidUntil: 0 }], removed }, NOW);
    expect(due.map(({ id, at }) => [id, (at - NOW) / DAY_MS])).toEqual([
      ['c', -640],
      ['a', 5],
      ['b', 6],
    ]);
  });
});
