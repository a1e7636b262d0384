import type { Standing } from '@conclave/shared/wire/companyApi';
import { retentionRules } from '@conclave/shared/dataMap/vocabulary';

const DAY_MS = 24 * 3_600_000;

/** [R79] What a lapsed company has left to come back. */
export const LAPSE_MS = retentionRules.account.maxDays * DAY_MS;

/**
 * [R78] Whether a company may hold meetings at a moment. Without an end it may for good. `lapsedMs`: where the
 * operator keeps less than what was promised at most.
 */
export function standingOf(
  paidUntil: number | null,
  now: number,
  lapsedMs: number = LAPSE_MS,
): Standing {
  if (paidUntil === null || now < paidUntil) return { state: 'active', paidUntil };
  return { state: 'lapsed', since: paidUntil, deletedAt: paidUntil + lapsedMs };
}
