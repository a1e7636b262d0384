import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { REMOVAL_MS } from '../companies/Members.ts';
import type { RetentionSettings } from './retentionSettings.ts';

export const DAY_MS = 24 * 3_600_000;

/** Something stored, with what decides how long. */
export type Held =
  | {
      readonly what: 'company';
      readonly id: string;
      readonly paidUntil: number | null;
      /** Whether somebody in it has the use of their data restricted. */
      readonly restricted: boolean;
    }
  | {
      readonly what: 'account';
      readonly id: AccountId;
      readonly removedAt: number | null;
      readonly closesAt: number | null;
      readonly restricted: boolean;
    }
  | {
      readonly what: 'meeting';
      readonly id: MeetingId;
      /** Somebody is in it, or may come back to it. */
      readonly running: boolean;
      readonly createdAt: number;
      readonly endedAt: number | null;
      readonly plannedEnd: number | null;
      readonly keepDays: number | null;
      /** The longest that its company let it be kept when it was made. */
      readonly longestDays: number | null;
      /** Whether its organizer has the use of their data restricted. */
      readonly restricted: boolean;
    };

/** That something goes at a moment, and why. */
export type Due = { readonly at: number } & (
  | { readonly what: 'company'; readonly id: string; readonly because: 'lapsed' }
  | { readonly what: 'account'; readonly id: AccountId; readonly because: 'closed' | 'removed' }
  | { readonly what: 'meeting'; readonly id: MeetingId; readonly because: 'autoDelete' }
);

export type DuePolicy = Pick<RetentionSettings, 'lapsedMs'>;

/**
 * [R98] Restricted data is stored and nothing else: nobody deletes it by a clock. Not without end, though: a
 * restriction is no way to be kept for good. Longer helps a dispute of years; shorter ends one that is open.
 */
export const LONGEST_RESTRICTION_MS = 360 * DAY_MS;

/**
 * How far ahead of its making a meeting may be planned. A company's longest time counts from no later end:
 * otherwise a plan for the next century would evade it.
 */
export const PLAN_AHEAD_MS = 2 * 366 * DAY_MS;

/**
 * [R78, R79, R81, R58] When something goes, and why; undefined if it stays. Nothing else decides that:
 * what is shown, announced and done all asks here.
 */
export function deadlineOf(held: Held, { lapsedMs }: DuePolicy): Due | undefined {
  switch (held.what) {
    case 'company': {
      const { what, id, paidUntil } = held;
      if (paidUntil === null) return undefined;
      return { what, id, because: 'lapsed', at: putOff(held, paidUntil + lapsedMs) };
    }
    case 'account':
      return leaving(held);
    case 'meeting': {
      const { what, id } = held;
      const at = deletesItselfAt(held);
      return at === undefined
        ? undefined
        : { what, id, because: 'autoDelete', at: putOff(held, at) };
    }
  }
}

/** What has come to its end by a moment, the longest overdue first. */
export function due(held: readonly Held[], policy: DuePolicy, now: number): Due[] {
  return calendar(held, policy).filter(({ at }) => at <= now);
}

/** What goes and when, the next one first. */
export function calendar(held: readonly Held[], policy: DuePolicy): Due[] {
  const dated = held.flatMap((one) => deadlineOf(one, policy) ?? []);
  return dated.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

/** What its owner asked for goes in any case: that is their own last word. */
function leaving(held: Extract<Held, { what: 'account' }>): Due | undefined {
  const { what, id, removedAt, closesAt } = held;
  const removal = removedAt === null ? Infinity : putOff(held, removedAt + REMOVAL_MS);
  const closing = closesAt ?? Infinity;
  if (Math.min(removal, closing) === Infinity) return undefined;
  return closing <= removal
    ? { what, id, because: 'closed', at: closing }
    : { what, id, because: 'removed', at: removal };
}

/** [R98] The end of what is restricted: as soon as it is lifted, and at the latest after the longest time. */
function putOff({ restricted }: Held, at: number): number {
  return restricted ? at + LONGEST_RESTRICTION_MS : at;
}

/** A meeting that is planned for later has not ended, whatever was rehearsed in it. */
function deletesItselfAt(held: Extract<Held, { what: 'meeting' }>): number | undefined {
  const { running, createdAt, endedAt, plannedEnd, keepDays, longestDays } = held;
  if (running) return undefined;
  const farthest = createdAt + PLAN_AHEAD_MS;
  const after = (planned: number, days: number | null): number =>
    days === null ? Infinity : Math.max(createdAt, endedAt ?? 0, planned) + days * DAY_MS;
  const own = after(plannedEnd ?? 0, keepDays);
  const company = after(Math.min(plannedEnd ?? 0, farthest), longestDays);
  const at = Math.min(own, company);
  return at === Infinity ? undefined : at;
}
