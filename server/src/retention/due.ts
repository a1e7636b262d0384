import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { REMOVAL_MS } from '../companies/Members.ts';
import type { RetentionSettings } from './retentionSettings.ts';

export const DAY_MS = 24 * 3_600_000;

/** Something stored, with what decides how long. */
export type Held =
  | { readonly what: 'company'; readonly id: string; readonly paidUntil: number | null }
  | {
      readonly what: 'account';
      readonly id: AccountId;
      readonly removedAt: number | null;
      readonly closesAt: number | null;
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
    };

/** That something goes at a moment, and why. */
export type Due = { readonly at: number } & (
  | { readonly what: 'company'; readonly id: string; readonly because: 'lapsed' }
  | { readonly what: 'account'; readonly id: AccountId; readonly because: 'closed' | 'removed' }
  | { readonly what: 'meeting'; readonly id: MeetingId; readonly because: 'autoDelete' }
);

export type DuePolicy = Pick<RetentionSettings, 'lapsedMs'>;

/**
 * [R78, R79, R81, R58] When something goes, and why; undefined if it stays. Nothing else decides that:
 * what is shown, announced and done all asks here.
 */
export function deadlineOf(held: Held, { lapsedMs }: DuePolicy): Due | undefined {
  switch (held.what) {
    case 'company': {
      const { what, id, paidUntil } = held;
      return paidUntil === null
        ? undefined
        : { what, id, because: 'lapsed', at: paidUntil + lapsedMs };
    }
    case 'account':
      return leaving(held);
    case 'meeting': {
      const { what, id } = held;
      const at = deletesItselfAt(held);
      return at === undefined ? undefined : { what, id, because: 'autoDelete', at };
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

function leaving({
  what,
  id,
  removedAt,
  closesAt,
}: Extract<Held, { what: 'account' }>): Due | undefined {
  const removal = removedAt === null ? Infinity : removedAt + REMOVAL_MS;
  const closing = closesAt ?? Infinity;
  if (Math.min(removal, closing) === Infinity) return undefined;
  return closing <= removal
    ? { what, id, because: 'closed', at: closing }
    : { what, id, because: 'removed', at: removal };
}

/** A meeting that is planned for later has not ended, whatever was rehearsed in it. */
function deletesItselfAt(held: Extract<Held, { what: 'meeting' }>): number | undefined {
  const { running, createdAt, endedAt, plannedEnd, keepDays, longestDays } = held;
  const days = Math.min(keepDays ?? Infinity, longestDays ?? Infinity);
  if (running || days === Infinity) return undefined;
  return Math.max(createdAt, endedAt ?? 0, plannedEnd ?? 0) + days * DAY_MS;
}
