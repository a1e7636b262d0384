import { MAX_TOPIC_BYTES } from '@conclave/shared/limits';
import { MailLanguage } from '@conclave/shared/mail/MailLanguage';
import { MAX_HOST_LINKS } from '@conclave/shared/wire/deputyApi';
import { DeliveryState, MAX_RECIPIENTS, RecipientId, SendId } from '@conclave/shared/wire/mailApi';
import { MAX_KEEP_DAYS, SeriesId } from '@conclave/shared/wire/scheduleApi';
import * as v from 'valibot';
import { HostLinkSecret } from '../deputies/hostLink.ts';
import { summaryLevels } from '../e2ee/objects/summaryLevel.ts';
import { Person } from '../people/Person.ts';
import { Repeat } from './time/repeat.ts';
import { WallTime } from './time/wallTime.ts';

/** As many as one mailing reaches. With the longest names and addresses they fill 24 of the 32 KB that a vault item has. */
export const MAX_PLAN_PEOPLE = MAX_RECIPIENTS;
/** Changed or cancelled occurrences of a series: a year of weekly ones. */
export const MAX_PLAN_CHANGES = 52;
export const MAX_AGENDA_LETTERS = 2_000;
/** Who may lead as well: more are no deputies any more. */
export const MAX_PLAN_DEPUTIES = MAX_HOST_LINKS;
export const MAX_DEPUTY_LETTERS = 80;
/** A day. What is longer is a series. */
export const MAX_MINUTES = 24 * 60;

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const minutes = v.pipe(v.number(), v.safeInteger(), v.minValue(5), v.maxValue(MAX_MINUTES));
const id = v.pipe(v.string(), v.regex(/^[\w-]{22}$/u));

/** [H-1] Who gets a host link, by the name that the organizer gave; the secret is the link's. */
const Deputy = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_DEPUTY_LETTERS)),
  secret: HostLinkSecret,
});
export type Deputy = v.InferOutput<typeof Deputy>;

/** [S-15] Plans of before may say `full`, from a time when there was no such level: their meetings have a sealed link. */
const PlannedSummary = v.pipe(
  v.picklist([...summaryLevels, 'full']),
  v.transform((level) => (level === 'full' ? 'sealed' : level)),
);

/** What was last mailed to somebody about a plan, and what became of it [M-6]. */
const Delivery = v.strictObject({
  template: v.picklist(['invitation', 'update', 'cancellation']),
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  state: DeliveryState,
  /** By these two the server is asked what became of it. */
  sendId: SendId,
  recipientId: v.optional(RecipientId),
  at: moment,
});
export type Delivery = v.InferOutput<typeof Delivery>;

const Invitee = v.strictObject({ ...Person.entries, mail: v.nullable(Delivery) });
export type Invitee = v.InferOutput<typeof Invitee>;

/** What differs on one day of a series, named by the time that the rule gave it. */
const Change = v.variant('kind', [
  v.strictObject({ kind: v.literal('moved'), on: WallTime, start: WallTime, minutes }),
  v.strictObject({ kind: v.literal('cancelled'), on: WallTime }),
]);
export type Change = v.InferOutput<typeof Change>;

/** What the organizer plans and may change. */
export const PlanContent = v.strictObject({
  topic: v.pipe(v.string(), v.maxBytes(MAX_TOPIC_BYTES)),
  agenda: v.pipe(v.string(), v.maxLength(MAX_AGENDA_LETTERS)),
  /** An IANA name: what is planned for ten stays at ten when the clocks change. */
  zone: v.pipe(v.string(), v.maxLength(64)),
  start: WallTime,
  minutes,
  repeat: v.nullable(Repeat),
  door: v.picklist(['open', 'greeted', 'guarded']),
  summary: PlannedSummary,
  /** The text with which everybody is asked for consent first: a company's, or the neutral one; null for none. */
  consent: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/u))), null),
  deputies: v.optional(v.pipe(v.array(Deputy), v.maxLength(MAX_PLAN_DEPUTIES)), []),
  keepDays: v.nullable(
    v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_KEEP_DAYS)),
  ),
  language: MailLanguage,
  /** Whether mails and the mailed link's card tell the topic. */
  topicInMail: v.boolean(),
});
export type PlanContent = v.InferOutput<typeof PlanContent>;

/** The link that stands for a whole series [C-3]. */
const Series = v.strictObject({ id: SeriesId, copied: id, mailed: id });

/**
 * A planned meeting or series as it lies in its organizer's vault. The keys of its meetings are items
 * of their own, one for each occurrence; the server knows their times and nothing else of all this.
 */
export const Plan = v.strictObject({
  format: v.literal(1),
  ...PlanContent.entries,
  /** The calendar entry's sequence: rises with every change that is mailed. */
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  createdAt: moment,
  /** Null while it takes place. */
  cancelledAt: v.nullable(moment),
  people: v.pipe(v.array(Invitee), v.maxLength(MAX_PLAN_PEOPLE)),
  changes: v.pipe(v.array(Change), v.maxLength(MAX_PLAN_CHANGES)),
  series: v.nullable(Series),
});
export type Plan = v.InferOutput<typeof Plan>;

export interface PlanEntry {
  readonly id: string;
  readonly plan: Plan;
}
