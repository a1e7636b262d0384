import fc from 'fast-check';
import { expect, it } from 'vitest';
import { civilDay, dayNumber, daysInMonth, weekdayOf } from './civil.ts';
import { dayOfIso, daysOf, type Repeat } from './repeat.ts';
import { wallOfFields } from './wallTime.ts';
import { isZone, momentOf, wallAt } from './zone.ts';

const iso = (at: number): string => new Date(at).toISOString();
const day = (number: number): string => iso(number * 86_400_000).slice(0, 10);
const first = (n: number, start: string, repeat: Repeat): string[] =>
  [...daysOf(dayOfIso(start), repeat).take(n)].map((one) => day(one));

it('counts days as the calendar does', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200_000, max: 400_000 }), (number) => {
      const at = new Date(number * 86_400_000);
      const civil = civilDay(number);
      expect(civil).toEqual({
        year: at.getUTCFullYear(),
        month: at.getUTCMonth() + 1,
        day: at.getUTCDate(),
      });
      expect(dayNumber(civil)).toBe(number);
      expect(weekdayOf(number)).toBe((at.getUTCDay() + 6) % 7);
    }),
    { seed: 4 },
  );
  expect([2024, 2026, 2100, 2000].map((year) => daysInMonth(year, 2))).toEqual([29, 28, 28, 29]);
});

it('refuses days and hours that no calendar shows', () => {
  const typed = [
    ['2026-02-30', '10:00'],
    ['2026-13-01', '10:00'],
    ['2026-11-24', '24:00'],
    ['2026-11-24', ''],
    ['', '10:00'],
    ['26-11-24', '10:00'],
  ] as const;
  expect(typed.map(([date, time]) => wallOfFields(date, time))).toEqual(typed.map(() => undefined));
  expect(wallOfFields('2028-02-29', '23:59:30')).toBe('2028-02-29T23:59');
});

it('[T27] moves a time that the clocks leave out as calendars do, and says so', () => {
  expect(momentOf('Europe/Berlin', '2027-03-28T02:30')).toEqual({
    at: Date.UTC(2027, 2, 28, 1, 30),
    kind: 'gap',
  });
  expect(wallAt('Europe/Berlin', Date.UTC(2027, 2, 28, 1, 30))).toBe('2027-03-28T03:30');
});

it('[T27] takes the first of two times that the clocks show alike, and says so', () => {
  expect(momentOf('Europe/Berlin', '2026-10-25T02:30')).toEqual({
    at: Date.UTC(2026, 9, 25, 0, 30),
    kind: 'overlap',
  });
  expect(momentOf('America/New_York', '2026-11-01T01:15').kind).toBe('overlap');
  expect(momentOf('Australia/Lord_Howe', '2026-04-05T01:45').kind).toBe('overlap');
});

it('finds the moment in zones of every kind', () => {
  const moments = [
    ['Europe/Berlin', '2026-11-24T10:00', '2026-11-24T09:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-24T10:00', '2026-11-24T04:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-24T10:00', '2026-11-23T20:00:00.000Z'],
    ['America/St_Johns', '2026-07-01T00:00', '2026-07-01T02:30:00.000Z'],
    ['UTC', '2026-11-24T10:00', '2026-11-24T10:00:00.000Z'],
  ] as const;
  for (const [zone, wall, expected] of moments) {
    expect(momentOf(zone, wall)).toEqual({ at: Date.parse(expected), kind: 'once' });
  }
  expect([isZone('Europe/Berlin'), isZone('Europe/Bärlin'), isZone('')]).toEqual([
    true,
    false,
    false,
  ]);
});

it('comes back to the same time on the wall from every moment', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 3_000_000 }),
      (zone, quarter) => {
        const at = Date.UTC(2020, 0, 1) + quarter * 900_000;
        const moment = momentOf(zone, wallAt(zone, at));
        expect(moment.kind).not.toBe('gap');
        // In the hour that comes twice the first of both is meant.
        if (moment.kind === 'once') expect(moment.at).toBe(at);
        else expect([0, 1_800_000, 3_600_000]).toContain(at - moment.at);
      },
    ),
    { seed: 4, numRuns: 300 },
  );
});

it('repeats by days, weeks and months', () => {
  const never = { kind: 'never' } as const;
  expect(first(3, '2026-12-30', { unit: 'day', every: 2, until: never })).toEqual([
    '2026-12-30',
    '2027-01-01',
    '2027-01-03',
  ]);
  // From a Wednesday: Monday of that week lies before the first day.
  const week = { unit: 'week', every: 2, weekdays: [0, 2], until: never } as const;
  expect(first(4, '2026-11-25', { ...week, weekdays: [...week.weekdays] })).toEqual([
    '2026-11-25',
    '2026-12-07',
    '2026-12-09',
    '2026-12-21',
  ]);
  const month = { unit: 'month', every: 1, by: 'date', until: never } as const;
  expect(first(3, '2027-01-31', month)).toEqual(['2027-01-31', '2027-03-31', '2027-05-31']);
  expect(first(3, '2026-11-24', { ...month, by: 'weekday' })).toEqual([
    '2026-11-24',
    '2026-12-22',
    '2027-01-26',
  ]);
  expect(first(3, '2026-11-30', { ...month, by: 'weekday' })).toEqual([
    '2026-11-30',
    '2026-12-28',
    '2027-01-25',
  ]);
});

it('ends a series after a number of times or on a day, and searches a barren rule only so long', () => {
  const daily = { unit: 'day', every: 1 } as const;
  expect(first(9, '2026-11-24', { ...daily, until: { kind: 'times', times: 2 } })).toHaveLength(2);
  expect(first(9, '2026-11-24', { ...daily, until: { kind: 'date', date: '2026-11-26' } })).toEqual(
    ['2026-11-24', '2026-11-25', '2026-11-26'],
  );
  expect(first(9, '2026-11-24', { ...daily, until: { kind: 'date', date: '2026-11-20' } })).toEqual(
    [],
  );
  const leap = { unit: 'month', every: 12, by: 'date', until: { kind: 'never' } } as const;
  expect(first(2, '2028-02-29', leap)).toEqual(['2028-02-29', '2032-02-29']);
});
