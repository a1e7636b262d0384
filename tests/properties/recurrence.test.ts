import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { calendarFile } from '../../shared/src/mail/calendar.ts';
import { loadMailText } from '../../shared/src/mail/mailTexts.ts';
import { calendarEntry } from '../../web/src/lib/schedule/calendarEntry.ts';
import { occurrences } from '../../web/src/lib/schedule/occurrences.ts';
import type { Plan } from '../../web/src/lib/schedule/Plan.ts';
import { planOf } from '../../web/src/lib/schedule/testing/planOf.ts';
import { daysOf, type Repeat } from '../../web/src/lib/schedule/time/repeat.ts';
import { readWall, writeWall } from '../../web/src/lib/schedule/time/wallTime.ts';
import { momentOf, wallAt } from '../../web/src/lib/schedule/time/zone.ts';

// What we show, what rooms are made for, and what calendars show must be the same times: the product's own
// reckoning against another program's reading of the file that goes out with the mail.

const text = await loadMailText('en');
const SEED = 1947;
const COMPARED = 14;
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'America/Sao_Paulo',
  'UTC',
];

const until = fc.oneof(
  fc.constant({ kind: 'never' as const }),
  fc.record({ kind: fc.constant('times' as const), times: fc.integer({ min: 1, max: 30 }) }),
);
const every = fc.integer({ min: 1, max: 5 });
const repeats: fc.Arbitrary<Repeat> = fc.oneof(
  fc.record({ unit: fc.constant('day' as const), every, until }),
  fc.record({
    unit: fc.constant('week' as const),
    every,
    weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }),
    until,
  }),
  fc.record({
    unit: fc.constant('month' as const),
    every,
    by: fc.constantFrom('date' as const, 'weekday' as const),
    until,
  }),
);

/** 2025 to 2032, in quarters of an hour. */
const starts = fc
  .record({
    day: fc.integer({ min: 20_089, max: 23_010 }),
    quarter: fc.integer({ min: 0, max: 95 }),
  })
  .map(({ day, quarter }) => writeWall({ day, minuteOfDay: quarter * 15 }));

const plans: fc.Arbitrary<Plan> = fc
  .record({ zone: fc.constantFrom(...ZONES), start: starts, repeat: repeats })
  .map((part) => planOf(part));

/** The first times as another program reads them from our file. */
function timesInCalendar(plan: Plan): number[] {
  const entry = calendarEntry(
    { id: 'A'.repeat(22), plan },
    { origin: 'https://meet.example', link: null },
  );
  const calendar = ICAL.Component.fromString(
    calendarFile({ entry, method: 'publish', text, now: 0 }),
  );
  const zone = calendar.getFirstSubcomponent('vtimezone');
  const event = calendar.getFirstSubcomponent('vevent');
  if (event === null) throw new Error('no event');
  ICAL.TimezoneService.reset();
  if (zone !== null) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const iterator = new ICAL.Event(event).iterator();
  const times: number[] = [];
  while (times.length < COMPARED) {
    const next: unknown = iterator.next();
    if (!(next instanceof ICAL.Time)) break;
    times.push(next.toUnixTime() * 1000);
  }
  return times;
}

/** Clocks that skip or repeat an hour: there programs read the same file differently. */
const isPlain = (plan: Plan): boolean =>
  occurrences(plan, 0, COMPARED).every(({ start }) => momentOf(plan.zone, start).kind === 'once');

it('[M-9] calendars show the times that we show, in every zone and for every rule', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      fc.pre(isPlain(plan));
      const own = occurrences(plan, 0, COMPARED).map(({ startsAt }) => startsAt);
      expect(own.length).toBeGreaterThan(0);
      expect(timesInCalendar(plan)).toEqual(own);
    }),
    { seed: SEED, numRuns: 150 },
  );
});

it('[M-9] a day that is cancelled is missing in both, and only that day', () => {
  fc.assert(
    fc.property(plans, fc.integer({ min: 0, max: 9 }), (plan, at) => {
      fc.pre(isPlain(plan));
      const all = occurrences(plan, 0, COMPARED);
      const gone = all[at];
      if (gone === undefined) return;
      const changes = [{ kind: 'cancelled' as const, on: gone.on }];
      const without = { ...plan, changes };
      const own = occurrences(without, 0, COMPARED - 1).map(({ startsAt }) => startsAt);
      expect(own).toEqual(all.filter((one) => one !== gone).map(({ startsAt }) => startsAt));
      expect(timesInCalendar(without).slice(0, COMPARED - 1)).toEqual(own);
    }),
    { seed: SEED, numRuns: 60 },
  );
});

/** The first forty of what may have no end. */
function someOf(endless: Iterable<number>): number[] {
  const some: number[] = [];
  for (const one of endless) {
    if (some.push(one) === 40) break;
  }
  return some;
}

it('the first day always belongs to a series, days only rise, and each is one of the rule', () => {
  fc.assert(
    fc.property(starts, repeats, (start, repeat) => {
      const first = readWall(start).day;
      const days = someOf(daysOf(first, repeat));
      expect(days[0]).toBe(first);
      expect(days).toEqual([...new Set(days)].toSorted((a, b) => a - b));
      if (repeat.until.kind === 'times') expect(days.length).toBe(Math.min(40, repeat.until.times));
      if (repeat.unit === 'day') {
        for (const day of days) expect((day - first) % repeat.every).toBe(0);
      }
    }),
    { seed: SEED, numRuns: 400 },
  );
});

it('[T27] every time on a wall has one moment; where clocks skip it, the moment lies as much later', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), starts, (zone, wall) => {
      const { at, kind } = momentOf(zone, wall);
      const shown = wallAt(zone, at);
      if (kind === 'gap') expect(shown > wall).toBe(true);
      else expect(shown).toBe(wall);
    }),
    { seed: SEED, numRuns: 1_000 },
  );
});

it('[T27] an hour that the clocks skip moves one occurrence and no other', () => {
  const plan = planOf({
    start: '2027-03-27T02:30',
    repeat: { unit: 'day', every: 1, until: { kind: 'times', times: 3 } },
  });
  expect(occurrences(plan, 0, 5).map(({ startsAt }) => wallAt(plan.zone, startsAt))).toEqual([
    '2027-03-27T02:30',
    '2027-03-28T03:30',
    '2027-03-29T02:30',
  ]);
});
