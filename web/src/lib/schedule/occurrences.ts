import type { Plan } from './Plan.ts';
import { daysOf } from './time/repeat.ts';
import { readWall, writeWall, type WallTime } from './time/wallTime.ts';
import { momentOf } from './time/zone.ts';

/** A daily series is looked at for fifty years. */
const MAX_LOOKED_AT = 20_000;

/** The longest meeting and the widest zone: what the rule gives earlier than this is over, wherever it is. */
const LONG_OVER_DAYS = 3;
const DAY_MS = 24 * 3_600_000;

/** One time that a plan takes place. */
export interface Occurrence {
  /** The time that the rule gives it: names it in the plan and in calendars. */
  readonly on: WallTime;
  readonly start: WallTime;
  readonly minutes: number;
  /** ms since 1970. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly moved: boolean;
}

type Times = Pick<Plan, 'zone' | 'start' | 'minutes' | 'repeat' | 'changes'>;

/** The next occurrences that are not over at a moment, in the order of the rule; cancelled ones are left out. */
export function occurrences(plan: Times, from: number, most: number): Occurrence[] {
  const found: Occurrence[] = [];
  let looked = 0;
  for (const on of ruledTimes(plan)) {
    if (found.length >= most || (looked += 1) > MAX_LOOKED_AT) break;
    if (isLongOver(plan, on, from)) continue;
    const occurrence = occurrenceOn(plan, on);
    if (occurrence !== undefined && occurrence.endsAt > from) found.push(occurrence);
  }
  return found.toSorted((a, b) => a.startsAt - b.startsAt);
}

/** What became of the time that the rule gave; undefined if it was cancelled. */
export function occurrenceOn(plan: Times, on: WallTime): Occurrence | undefined {
  const change = plan.changes.find((one) => one.on === on);
  if (change?.kind === 'cancelled') return undefined;
  const { start, minutes } = change ?? { start: on, minutes: plan.minutes };
  const startsAt = momentOf(plan.zone, start).at;
  const moved = change !== undefined;
  return { on, start, minutes, startsAt, endsAt: startsAt + minutes * 60_000, moved };
}

/** Saves the reckoning with zones for the past of an old series. */
function isLongOver(plan: Times, on: WallTime, from: number): boolean {
  const isChanged = plan.changes.some((change) => change.on === on);
  return !isChanged && (readWall(on).day + LONG_OVER_DAYS) * DAY_MS < from;
}

/** The times that the rule gives, changes left aside. */
function* ruledTimes({ start, repeat }: Times): Generator<WallTime> {
  const { day, minuteOfDay } = readWall(start);
  if (repeat === null) {
    yield start;
    return;
  }
  for (const each of daysOf(day, repeat)) yield writeWall({ day: each, minuteOfDay });
}
