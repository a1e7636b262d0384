import * as v from 'valibot';
import { civilDay, dayNumber, daysInMonth, type DayNumber } from './civil.ts';

const MINUTES_A_DAY = 24 * 60;
const WRITTEN = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/u;

/** What calendar and clock on a wall show, without saying where: `2026-11-24T10:00`. */
export const WallTime = v.pipe(
  v.string(),
  v.regex(WRITTEN),
  v.check((text) => isPossible(text), 'no such day or hour'),
);
export type WallTime = v.InferOutput<typeof WallTime>;

export interface WallParts {
  readonly day: DayNumber;
  readonly minuteOfDay: number;
}

function isPossible(text: string): boolean {
  const [year, month, day, hour, minute] = numbersIn(text);
  if (hour > 23 || minute > 59 || year < 1970 || month > 12) return false;
  return month >= 1 && day >= 1 && day <= daysInMonth(year, month);
}

type Numbers = [year: number, month: number, day: number, hour: number, minute: number];

function numbersIn(text: string): Numbers {
  const parts = WRITTEN.exec(text);
  const read = (place: number): number => Number(parts?.[place] ?? 0);
  return [read(1), read(2), read(3), read(4), read(5)];
}

const padded = (value: number, length: number): string => String(value).padStart(length, '0');

export function readWall(text: WallTime): WallParts {
  const [year, month, day, hour, minute] = numbersIn(text);
  return { day: dayNumber({ year, month, day }), minuteOfDay: hour * 60 + minute };
}

/** Minutes outside of the day belong to the days around it. */
export function writeWall({ day, minuteOfDay }: WallParts): WallTime {
  const { year, month, day: date } = civilDay(day + Math.floor(minuteOfDay / MINUTES_A_DAY));
  const minute = ((minuteOfDay % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY;
  const time = `${padded(Math.floor(minute / 60), 2)}:${padded(minute % 60, 2)}`;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(date, 2)}T${time}`;
}

/** The date and the time of day, as the browser's fields for them take it. */
export const dateOf = (wall: WallTime): string => wall.slice(0, 10);
export const timeOf = (wall: WallTime): string => wall.slice(11);

/** Both fields together; undefined while one of them is empty or impossible. */
export function wallOfFields(date: string, time: string): WallTime | undefined {
  const parsed = v.safeParse(WallTime, `${date}T${time.slice(0, 5)}`);
  return parsed.success ? parsed.output : undefined;
}
