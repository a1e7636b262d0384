/* eslint no-restricted-globals: ["off"] -- computes with the moments it is given; the machine's clock and zone are not asked */

/** What a clock on a wall shows. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const MINUTE_MS = 60_000;

/** What a clock in that zone shows at that moment. Throws a RangeError for a zone nobody knows. */
export function wallTimeOf(at: number, zone: string): WallTime {
  const parts = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const value = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  return {
    year: value('year'),
    month: value('month'),
    day: value('day'),
    hour: value('hour'),
    minute: value('minute'),
    second: value('second'),
  };
}

/** The UTC time as a clock in UTC shows it. */
export function utcTimeOf(at: number): WallTime {
  return wallTimeOf(at, 'UTC');
}

/** How far that zone is ahead of UTC at that moment, in minutes. */
export function offsetMinutes(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallTimeOf(at, zone);
  const shown = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((shown - at) / MINUTE_MS);
}

/** Whether this machine knows the zone. */
export function isZone(zone: string): boolean {
  try {
    wallTimeOf(0, zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
