import * as v from 'valibot';
import { civilDay, dayNumber, daysInMonth, weekdayOf, type DayNumber } from './civil.ts';

/** Two years of working days. More says "without an end" in a number. */
export const MAX_TIMES = 520;
/** A month rule that never fits (every 12 months on a 30 February) ends its search after so many months. */
const MAX_BARREN_MONTHS = 60;

const whole = (min: number, max: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));

/** When a series ends. */
const Until = v.variant('kind', [
  v.strictObject({ kind: v.literal('never') }),
  v.strictObject({ kind: v.literal('times'), times: whole(1, MAX_TIMES) }),
  v.strictObject({ kind: v.literal('date'), date: v.pipe(v.string(), v.isoDate()) }),
]);
type Until = v.InferOutput<typeof Until>;

/** How a meeting comes again. The first day always belongs to the series. */
export const Repeat = v.variant('unit', [
  v.strictObject({ unit: v.literal('day'), every: whole(1, 99), until: Until }),
  v.strictObject({
    unit: v.literal('week'),
    every: whole(1, 99),
    /** 0 is Monday. */
    weekdays: v.pipe(v.array(whole(0, 6)), v.minLength(1), v.maxLength(7)),
    until: Until,
  }),
  v.strictObject({
    unit: v.literal('month'),
    every: whole(1, 99),
    /** `date`: on the 15th. `weekday`: on the third Tuesday; the fifth one means the last. */
    by: v.picklist(['date', 'weekday']),
    until: Until,
  }),
]);
export type Repeat = v.InferOutput<typeof Repeat>;

/** The days of a series in their order, without end when the rule has none: take as many as needed. */
export function* daysOf(first: DayNumber, repeat: Repeat): Generator<DayNumber> {
  const { until } = repeat;
  const last = until.kind === 'date' ? dayOfIso(until.date) : Number.POSITIVE_INFINITY;
  const most = until.kind === 'times' ? until.times : Number.POSITIVE_INFINITY;
  let given = 0;
  for (const day of endless(first, repeat)) {
    if (given >= most || day > last) return;
    given += 1;
    yield day;
  }
}

/** Whether a weekday is the fifth of its kind in its month, which other months may not have. */
const nthOf = (day: DayNumber): number => Math.ceil(civilDay(day).day / 7);

/** The place of a day among those of its name in its month: 1 to 4, and -1 for the fifth, the last. */
export const weekdayPlace = (day: DayNumber): number => (nthOf(day) > 4 ? -1 : nthOf(day));

export function dayOfIso(date: string): DayNumber {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayNumber({ year, month, day });
}

function endless(first: DayNumber, repeat: Repeat): Generator<DayNumber> {
  switch (repeat.unit) {
    case 'day':
      return steps(first, repeat.every);
    case 'week':
      return weeks(first, repeat.every, repeat.weekdays);
    case 'month':
      return months(first, repeat.every, repeat.by);
  }
}

function* steps(first: DayNumber, every: number): Generator<DayNumber> {
  for (let day = first; ; day += every) yield day;
}

function* weeks(
  first: DayNumber,
  every: number,
  weekdays: readonly number[],
): Generator<DayNumber> {
  const wanted = [...new Set([...weekdays, weekdayOf(first)])].toSorted((a, b) => a - b);
  for (let monday = first - weekdayOf(first); ; monday += every * 7) {
    for (const weekday of wanted) {
      if (monday + weekday >= first) yield monday + weekday;
    }
  }
}

function* months(first: DayNumber, every: number, by: 'date' | 'weekday'): Generator<DayNumber> {
  const start = civilDay(first);
  let barren = 0;
  for (let month = start.year * 12 + start.month - 1; barren < MAX_BARREN_MONTHS; month += every) {
    const place = { year: Math.floor(month / 12), month: (month % 12) + 1 };
    const day = by === 'date' ? sameDate(place, start.day) : samePlace(place, first);
    // A month without a 31st is left out, as calendars do.
    barren = day === undefined ? barren + 1 : 0;
    if (day !== undefined) yield day;
  }
}

interface Month {
  readonly year: number;
  readonly month: number;
}

function sameDate({ year, month }: Month, day: number): DayNumber | undefined {
  return day <= daysInMonth(year, month) ? dayNumber({ year, month, day }) : undefined;
}

function samePlace({ year, month }: Month, first: DayNumber): DayNumber {
  const begin = dayNumber({ year, month, day: 1 });
  const ahead = (weekdayOf(first) - weekdayOf(begin) + 7) % 7;
  const place = weekdayPlace(first);
  if (place > 0) return begin + ahead + (place - 1) * 7;
  const days = daysInMonth(year, month);
  return begin + ahead + Math.floor((days - 1 - ahead) / 7) * 7;
}
