import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { invited, undelivered } from '../schedule/mailings.ts';
import { occurrences, type Occurrence } from '../schedule/occurrences.ts';
import type { PlanEntry } from '../schedule/Plan.ts';
import { dateOf } from '../schedule/time/wallTime.ts';
import { wallAt } from '../schedule/time/zone.ts';

/** Of one series at a time; the rest of the list belongs to the others. */
const OF_A_SERIES = 3;

/** One time that a meeting takes place, as a line of the desk. */
export interface DeskLine {
  readonly planId: string;
  readonly topic: string;
  readonly occurrence: Occurrence;
  readonly people: number;
  readonly isSeries: boolean;
  /** Undefined: its room is made when it comes nearer. */
  readonly meetingId: string | undefined;
}

export interface DeskDays {
  /** The one that runs or comes next. */
  readonly next: DeskLine | undefined;
  readonly laterToday: readonly DeskLine[];
  readonly upcoming: readonly DeskLine[];
  /** How many are today, those that are over left aside. */
  readonly today: number;
}

/** What is planned, sorted into today and later by the clock of the zone one sits in. */
export function deskDays(
  plans: readonly PlanEntry[],
  hosts: readonly HostMeeting[],
  { now, zone }: { now: number; zone: string },
): DeskDays {
  const lines = plans.flatMap((entry) => linesOf(entry, hosts, now));
  const inOrder = lines.toSorted((a, b) => a.occurrence.startsAt - b.occurrence.startsAt);
  const today = dateOf(wallAt(zone, now));
  const isToday = ({ occurrence }: DeskLine): boolean =>
    dateOf(wallAt(zone, occurrence.startsAt)) <= today;
  const [next, ...later] = inOrder;
  return {
    next,
    laterToday: later.filter((line) => isToday(line)),
    upcoming: later.filter((line) => !isToday(line)),
    today: inOrder.filter((line) => isToday(line)).length,
  };
}

function linesOf({ id, plan }: PlanEntry, hosts: readonly HostMeeting[], now: number): DeskLine[] {
  if (plan.cancelledAt !== null) return [];
  const own = hosts.filter((host) => host.plan?.id === id);
  return occurrences(plan, now, plan.repeat === null ? 1 : OF_A_SERIES).map((occurrence) => ({
    planId: id,
    topic: plan.topic,
    occurrence,
    people: invited(plan).length,
    isSeries: plan.repeat !== null,
    meetingId: own.find(({ time }) => time?.startsAt === occurrence.startsAt)?.meetingId,
  }));
}

/** Plans whose mails did not all go out. */
export const needCare = (plans: readonly PlanEntry[]): PlanEntry[] =>
  plans.filter(({ plan }) => undelivered(plan).length > 0);

/** Plain search in topics, in the browser: the server cannot. */
export function hasTopic(topic: string, typed: string): boolean {
  const fold = (text: string): string =>
    text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  return fold(topic).includes(fold(typed));
}
