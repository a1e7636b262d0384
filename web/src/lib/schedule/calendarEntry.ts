import { weekdays, type CalendarEntry, type Repeats } from '@conclave/shared/mail/MailOrder';
import { occurrenceOn, occurrences, type Occurrence } from './occurrences.ts';
import type { Plan, PlanEntry } from './Plan.ts';
import { weekdayPlace, type Repeat } from './time/repeat.ts';
import { readWall, type WallTime } from './time/wallTime.ts';
import { momentOf } from './time/zone.ts';

/** Calendars remind a quarter of an hour before: no mail does. */
const REMIND_MINUTES = 15;

export interface EntryOptions {
  readonly origin: string;
  /** The mailed link, whole; none for a cancellation. */
  readonly link: string | null;
  /** One occurrence of a series instead of the whole. */
  readonly on?: WallTime;
}

/** A plan as calendars take it. One occurrence is told by the time that the rule gave it. */
export function calendarEntry({ id, plan }: PlanEntry, options: EntryOptions): CalendarEntry {
  const { on, origin, link } = options;
  const at = on === undefined ? firstOf(plan) : timesOf(plan, on);
  return {
    uid: `${id}@${new URL(origin).hostname}`,
    sequence: plan.sequence,
    start: at.startsAt,
    end: at.endsAt,
    zone: plan.zone,
    repeats: on === undefined ? repeatsOf(plan) : null,
    occurrence: on === undefined || plan.repeat === null ? null : momentOf(plan.zone, on).at,
    topic: plan.topicInMail ? plan.topic : null,
    link,
    remind: REMIND_MINUTES,
  };
}

/** The first time that the rule gives, whatever became of it: a series is told from its beginning. */
function firstOf(plan: Plan): Pick<Occurrence, 'startsAt' | 'endsAt'> {
  if (plan.repeat === null) return occurrences(plan, 0, 1)[0] ?? timesOf(plan, plan.start);
  return timesOf({ ...plan, changes: [] }, plan.start);
}

function timesOf(plan: Plan, on: WallTime): Pick<Occurrence, 'startsAt' | 'endsAt'> {
  const found = occurrenceOn(plan, on);
  if (found !== undefined) return found;
  const { at } = momentOf(plan.zone, on);
  return { startsAt: at, endsAt: at + plan.minutes * 60_000 };
}

function repeatsOf(plan: Plan): Repeats | null {
  const { repeat, start, zone, changes } = plan;
  if (repeat === null) return null;
  const cancelled = changes.filter(({ kind }) => kind === 'cancelled');
  const { until } = repeat;
  return {
    every: repeat.unit,
    interval: repeat.every,
    ...daysOf(repeat, start),
    count: until.kind === 'times' ? until.times : null,
    until: until.kind === 'date' ? momentOf(zone, `${until.date}T23:59`).at : null,
    except: cancelled.map(({ on }) => momentOf(zone, on).at),
  };
}

function daysOf(repeat: Repeat, start: WallTime): Pick<Repeats, 'weekdays' | 'nth'> {
  const named = (numbers: readonly number[]): Repeats['weekdays'] =>
    weekdays.filter((_, at) => numbers.includes(at));
  const { day } = readWall(start);
  const weekday = (((day + 3) % 7) + 7) % 7;
  if (repeat.unit === 'week') return { weekdays: named([...repeat.weekdays, weekday]), nth: null };
  if (repeat.unit === 'day' || repeat.by === 'date') return { weekdays: [], nth: null };
  return { weekdays: named([weekday]), nth: placeOf(weekdayPlace(day)) };
}

function placeOf(place: number): Repeats['nth'] {
  return ([1, 2, 3, 4, -1] as const).find((one) => one === place) ?? -1;
}
