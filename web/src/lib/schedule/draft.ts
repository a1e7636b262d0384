import { utf8 } from '@conclave/shared/bytes';
import { MAX_TOPIC_BYTES } from '@conclave/shared/limits';
import type { MailLanguage } from '@conclave/shared/mail/MailLanguage';
import { MAX_KEEP_DAYS } from '@conclave/shared/wire/scheduleApi';
import type { Person } from '../people/Person.ts';
import type { PlanTimes } from './conflicts.ts';
import { invited } from './mailings.ts';
import {
  MAX_AGENDA_LETTERS,
  MAX_MINUTES,
  MAX_PLAN_PEOPLE,
  type Plan,
  type PlanContent,
} from './Plan.ts';
import {
  newRepeatDraft,
  readRepeat,
  repeatDraftOf,
  type RepeatDraft,
  type RepeatFault,
} from './repeatDraft.ts';
import {
  dateOf,
  readWall,
  timeOf,
  wallOfFields,
  writeWall,
  type WallTime,
} from './time/wallTime.ts';
import { isZone, momentOf, wallAt } from './time/zone.ts';

/** What the form holds while somebody types: nothing in it has to make sense yet. */
export interface Draft {
  topic: string;
  agenda: string;
  date: string;
  time: string;
  minutes: string;
  zone: string;
  repeat: RepeatDraft;
  people: Person[];
  /** What was typed as a person and is none. */
  leftover: string;
  door: PlanContent['door'];
  summary: PlanContent['summary'];
  consent: PlanContent['consent'];
  deputies: PlanContent['deputies'];
  /** Days, or nothing for never. */
  keep: string;
  language: MailLanguage;
  topicInMail: boolean;
}

export interface DraftFaults {
  topic?: 'missing' | 'long';
  agenda?: 'long';
  when?: 'missing' | 'past';
  minutes?: 'length';
  zone?: 'unknown';
  repeat?: RepeatFault;
  people?: 'many' | 'unread';
  keep?: 'days';
}

export type ReadDraft =
  | { readonly kind: 'fits'; readonly content: PlanContent }
  | { readonly kind: 'faults'; readonly faults: DraftFaults };

/** The next full hour, at least ten minutes away: what most people change least. */
export function newDraft(now: number, zone: string, language: MailLanguage): Draft {
  const { day, minuteOfDay } = readWall(wallAt(zone, now));
  const start = writeWall({ day, minuteOfDay: Math.ceil((minuteOfDay + 10) / 60) * 60 });
  return {
    topic: '',
    agenda: '',
    date: dateOf(start),
    time: timeOf(start),
    minutes: '60',
    zone,
    repeat: newRepeatDraft(),
    people: [],
    leftover: '',
    door: 'greeted',
    summary: 'sealed',
    consent: null,
    deputies: [],
    keep: '',
    language,
    topicInMail: true,
  };
}

/** A plan as the form shows it. */
export function draftOf(plan: Plan): Draft {
  const { topic, agenda, zone, door, summary, consent, deputies, language, topicInMail, start } =
    plan;
  return {
    ...{ topic, agenda, zone, door, summary, consent, deputies, language, topicInMail },
    date: dateOf(start),
    time: timeOf(start),
    minutes: String(plan.minutes),
    repeat: repeatDraftOf(plan.repeat),
    people: invited(plan).map(({ address, name }) => ({ address, name })),
    leftover: '',
    keep: plan.keepDays === null ? '' : String(plan.keepDays),
  };
}

const whole = (text: string): number =>
  /^\d{1,6}$/u.test(text.trim()) ? Number(text) : Number.NaN;
const within = (value: number, least: number, most: number): boolean =>
  value >= least && value <= most;

export interface DraftLimits {
  /** A start that may lie in the past, because it did before. */
  readonly unmoved?: WallTime | undefined;
  /** The most days that the company allows. */
  readonly longestKeep?: number | undefined;
}

/** Reads the form: a plan, or what is wrong with each field. */
export function readDraft(
  draft: Draft,
  now: number,
  { unmoved, longestKeep = MAX_KEEP_DAYS }: DraftLimits = {},
): ReadDraft {
  const start = wallOfFields(draft.date, draft.time);
  const repeat = readRepeat(draft.repeat, draft.date);
  const faults: DraftFaults = {
    ...textFaults(draft, longestKeep),
    ...timeFaults(draft, start, { now, unmoved }),
    ...(repeat.kind === 'fault' && { repeat: repeat.fault }),
    ...peopleFaults(draft),
  };
  if (Object.keys(faults).length > 0 || start === undefined || repeat.kind === 'fault') {
    return { kind: 'faults', faults };
  }
  const { agenda, zone, door, summary, consent, deputies, language, topicInMail } = draft;
  const content = {
    ...{ agenda: agenda.trim(), zone, door, summary, consent, deputies, language, topicInMail },
    start,
    topic: draft.topic.trim(),
    minutes: whole(draft.minutes),
    repeat: repeat.repeat,
    keepDays: draft.keep.trim() === '' ? null : whole(draft.keep),
  };
  return { kind: 'fits', content };
}

/** When it would take place; undefined while that is not said, or cannot be. */
export function draftTimes(
  draft: Draft,
  now: number,
  { unmoved }: Pick<DraftLimits, 'unmoved'> = {},
): PlanTimes | undefined {
  const start = wallOfFields(draft.date, draft.time);
  const repeat = readRepeat(draft.repeat, draft.date);
  const isWrong = Object.keys(timeFaults(draft, start, { now, unmoved })).length > 0;
  if (isWrong || start === undefined || repeat.kind === 'fault') return undefined;
  return { zone: draft.zone, start, minutes: whole(draft.minutes), repeat: repeat.repeat };
}

function peopleFaults({ people, leftover }: Draft): DraftFaults {
  if (people.length > MAX_PLAN_PEOPLE) return { people: 'many' };
  return leftover === '' ? {} : { people: 'unread' };
}

function textFaults({ topic, agenda, keep }: Draft, longestKeep: number): DraftFaults {
  const faults: DraftFaults = {};
  if (topic.trim() === '') faults.topic = 'missing';
  else if (utf8(topic.trim()).length > MAX_TOPIC_BYTES) faults.topic = 'long';
  if (agenda.trim().length > MAX_AGENDA_LETTERS) faults.agenda = 'long';
  if (keep.trim() !== '' && !within(whole(keep), 1, longestKeep)) faults.keep = 'days';
  return faults;
}

function timeFaults(
  { zone, minutes }: Draft,
  start: WallTime | undefined,
  { now, unmoved }: { now: number; unmoved: WallTime | undefined },
): DraftFaults {
  const faults: DraftFaults = {};
  if (!isZone(zone)) faults.zone = 'unknown';
  if (!within(whole(minutes), 5, MAX_MINUTES)) faults.minutes = 'length';
  if (start === undefined) faults.when = 'missing';
  else if (faults.zone === undefined && start !== unmoved && momentOf(zone, start).at <= now) {
    faults.when = 'past';
  }
  return faults;
}
