import { dayNumber } from './civil.ts';
import { readWall, writeWall, type WallTime } from './wallTime.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Making one costs far more than using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether this browser knows a zone by that name. */
export function isZone(name: string): boolean {
  try {
    formatterFor(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The zone that this browser runs in. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All zones that can be chosen; the own one is always among them. */
export function allZones(): string[] {
  const named = new Set([...Intl.supportedValuesOf('timeZone'), ownZone(), 'UTC']);
  return [...named].toSorted((a, b) => a.localeCompare(b));
}

/** How far a zone's clocks are ahead of UTC at a moment. */
function offsetMs(zone: string, at: number): number {
  const wall = wallMs(zone, at);
  return wall - Math.floor(at / 1000) * 1000;
}

/** What the clocks of a zone show at a moment, to the minute. */
export function wallAt(zone: string, at: number): WallTime {
  const wall = wallMs(zone, at);
  const day = Math.floor(wall / DAY_MS);
  return writeWall({ day, minuteOfDay: Math.floor((wall - day * DAY_MS) / MINUTE_MS) });
}

export interface ZonedMoment {
  /** ms since 1970. */
  readonly at: number;
  /**
   * `gap`: clocks go forward and never show this time; the moment is as much later. `overlap`: they go
   * back and show it twice; the moment is the first one. So does RFC 5545, so calendars agree.
   */
  readonly kind: 'once' | 'gap' | 'overlap';
}

/** When the clocks of a zone show a time. */
export function momentOf(zone: string, wall: WallTime): ZonedMoment {
  const { day, minuteOfDay } = readWall(wall);
  const local = day * DAY_MS + minuteOfDay * MINUTE_MS;
  const before = offsetMs(zone, local - DAY_MS);
  const after = offsetMs(zone, local + DAY_MS);
  const fits = [before, after].filter((offset) => offsetMs(zone, local - offset) === offset);
  const [first, second] = fits;
  if (first === undefined) return { at: local - before, kind: 'gap' };
  return { at: local - first, kind: second === undefined || second === first ? 'once' : 'overlap' };
}

function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(zone, made);
  return made;
}

/** The wall's time as if it were UTC. */
function wallMs(zone: string, at: number): number {
  const parts = new Map(
    formatterFor(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const day = dayNumber({ year: read('year'), month: read('month'), day: read('day') });
  return day * DAY_MS + ((read('hour') * 60 + read('minute')) * 60 + read('second')) * 1000;
}
