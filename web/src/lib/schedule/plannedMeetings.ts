import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { occurrences, type Occurrence } from './occurrences.ts';
import type { PlanEntry } from './Plan.ts';
import { dateOf } from './time/wallTime.ts';

/** Occurrences of a series whose meetings are made ahead. More costs requests with each change; fewer leads the link nowhere when the organizer stays away. */
const MADE_AHEAD = 4;

export interface PlannedMeeting {
  readonly occurrence: Occurrence;
  readonly host: HostMeeting;
  /** Made just now: nothing is prepared in it. */
  readonly isNew?: boolean;
}

export interface MeetingsOfPlan {
  readonly kept: readonly PlannedMeeting[];
  /** Occurrences that want a meeting of their own. */
  readonly missing: readonly Occurrence[];
  /** Meetings that are not planned any more. Whether they were held, only the server knows. */
  readonly left: readonly HostMeeting[];
}

/**
 * Which meetings belong to the occurrences to come. A plan without a rule has one meeting, whenever it
 * is moved to; in a series a meeting stays with its day, so that what was prepared for it stays.
 */
export function meetingsOfPlan(
  { id, plan }: PlanEntry,
  hosts: readonly HostMeeting[],
  now: number,
): MeetingsOfPlan {
  const ahead = plan.repeat === null ? 1 : MADE_AHEAD;
  const wanted = plan.cancelledAt === null ? occurrences(plan, now, ahead) : [];
  const own = hosts.filter((host) => host.plan?.id === id);
  const kept: PlannedMeeting[] = [];
  const missing: Occurrence[] = [];
  const free = new Set(own);
  for (const occurrence of wanted) {
    const isIt = ({ plan: place }: HostMeeting): boolean =>
      plan.repeat === null || dateOf(place?.on ?? '') === dateOf(occurrence.on);
    const host = [...free].find(isIt);
    if (host === undefined) missing.push(occurrence);
    else {
      free.delete(host);
      kept.push({ occurrence, host });
    }
  }
  // What is over is no occurrence to come, and is not given up for that.
  const left = [...free].filter(({ time }) => time === undefined || time.endsAt > now);
  return { kept, missing, left };
}
