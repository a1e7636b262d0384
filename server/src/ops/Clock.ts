/* eslint no-restricted-globals: ["off"] -- the one place that asks the machine for the time */

/** Where the time comes from. Passed in, so that a test can let a year pass in a second. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
}

export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }
}

/** A moment as ISO 8601 in UTC, as mails, calendars and exports want it. */
export function isoTime(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** The day of a moment in UTC, as 2026-11-21. */
export function isoDay(epochMs: number): string {
  return isoTime(epochMs).slice(0, 10);
}

/** The moment an ISO 8601 text names, or undefined. */
export function fromIsoTime(text: string): number | undefined {
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? undefined : epochMs;
}
