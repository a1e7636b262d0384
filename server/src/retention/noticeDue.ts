import { DAY_MS, type DuePolicy } from './due.ts';

/** A lapsed company, and what its people were told last. */
export interface Noticed {
  readonly paidUntil: number;
  /** The lapse that was told of. */
  readonly noticedLapse: number | null;
  /** How many days were left then. */
  readonly noticedDays: number | null;
}

/** Days that are left when a notice goes out, beside the day of the lapse and half of the time. */
const LAST_DAYS = [30, 7, 1] as const;

/**
 * [R79] With how many days left a notice is to be sent now, or undefined. On days 0, 180, 330, 353 and
 * 359 of 360. A server that was off sends the newest one only; one that was told of goes out no more.
 */
export function noticeDue(
  { paidUntil, noticedLapse, noticedDays }: Noticed,
  { lapsedMs }: DuePolicy,
  now: number,
): number | undefined {
  const end = paidUntil + lapsedMs;
  if (now < paidUntil || now >= end) return undefined;
  const newest = steps(lapsedMs / DAY_MS).findLast((days) => now >= end - days * DAY_MS);
  const told = noticedLapse === paidUntil ? (noticedDays ?? Infinity) : Infinity;
  return newest !== undefined && newest < told ? newest : undefined;
}

/** Most days first. */
function steps(whole: number): number[] {
  const fits = LAST_DAYS.filter((days) => days < whole / 2);
  return [whole, ...(whole >= 2 ? [Math.ceil(whole / 2)] : []), ...fits];
}

/** How many days are left, as a mail says it: never more than there are, and at least one. */
export function daysLeft(paidUntil: number, { lapsedMs }: DuePolicy, now: number): number {
  return Math.max(1, Math.floor((paidUntil + lapsedMs - now) / DAY_MS));
}
