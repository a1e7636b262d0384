import { occurrences } from './occurrences.ts';
import type { PlanContent, PlanEntry } from './Plan.ts';

/** When a meeting takes place; of what it is about nothing needs to be known. */
export type PlanTimes = Pick<PlanContent, 'zone' | 'start' | 'minutes' | 'repeat'>;

/** Occurrences of a series that are compared: a clash in a year's time is found when it is nearer. */
const COMPARED = 12;

export interface Conflict {
  readonly topic: string;
  readonly startsAt: number;
}

/** The first of one's own meetings that takes place at the same time; found in this browser. */
export function conflictOf(
  content: PlanTimes,
  others: readonly PlanEntry[],
  now: number,
): Conflict | undefined {
  const own = occurrences({ ...content, changes: [] }, now, COMPARED);
  for (const { plan } of others) {
    if (plan.cancelledAt !== null) continue;
    for (const { startsAt, endsAt } of occurrences(plan, now, COMPARED * 2)) {
      const clashes = own.some((one) => one.startsAt < endsAt && startsAt < one.endsAt);
      if (clashes) return { topic: plan.topic, startsAt };
    }
  }
  return undefined;
}
