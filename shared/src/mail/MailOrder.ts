import * as v from 'valibot';
import { MeetingId, SessionId } from '../ids.ts';
import { MAX_NAME_BYTES, MAX_TOPIC_BYTES } from '../limits.ts';
import { Address } from '../wire/accountApi.ts';
import { MAX_RECIPIENTS, RecipientId, type RelayKeyId, type SendId } from '../wire/mailApi.ts';
import { HIDDEN } from './hiddenLetters.ts';
import { MailLanguage } from './MailLanguage.ts';
import { isZone } from './wallTime.ts';

const line = (bytes: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxBytes(bytes),
    v.check((text) => !HIDDEN.test(text), 'control characters'),
  );

/** 9999-12-31: later moments have no calendar. */
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(253_402_300_799_000));

/** An address that people open: the relay sends only links to its own origin [M-8]. */
const link = v.pipe(
  v.string(),
  v.maxLength(400),
  v.regex(/^https?:\/\/[^\s"<>\\^`{|}]+$/u),
  v.check((text) => !HIDDEN.test(text) && URL.canParse(text), 'not an address'),
);

/** An IANA name as `Europe/Berlin`. */
export const ZoneName = v.pipe(
  v.string(),
  v.maxLength(64),
  v.regex(/^[A-Za-z][\w+/-]*$/u),
  v.check(isZone, 'an unknown zone'),
);

/** Globally unique and the same for every mail about one meeting (RFC 5545 section 3.8.4.7). */
const CalendarUid = v.pipe(v.string(), v.maxLength(200), v.regex(/^[\w.@-]+$/u));

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** How a series repeats, in the words of RFC 5545. Ends after `count` times, or at `until`, or never. */
export const Repeats = v.strictObject({
  every: v.picklist(['day', 'week', 'month', 'year']),
  interval: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99)),
  /** For weeks: on these days. For months: with `nth`. Empty: as the first one. */
  weekdays: v.pipe(v.array(v.picklist(weekdays)), v.maxLength(7)),
  /** For months: the first to fourth, or (-1) the last of that weekday. */
  nth: v.nullable(v.picklist([1, 2, 3, 4, -1])),
  count: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999))),
  until: v.nullable(moment),
  /** Beginnings of occurrences that do not take place. */
  except: v.pipe(v.array(moment), v.maxLength(200)),
});
export type Repeats = v.InferOutput<typeof Repeats>;

/** When and where: all that a calendar entry is made of, for mails and for the `.ics` to download. */
export const CalendarEntry = v.pipe(
  v.strictObject({
    uid: CalendarUid,
    /** Rises with every change that is sent. */
    sequence: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000)),
    start: moment,
    end: moment,
    zone: ZoneName,
    repeats: v.nullable(Repeats),
    /** The beginning that one occurrence had by the rule, when only that one is meant. */
    occurrence: v.nullable(moment),
    /** Shown to everybody who can read the mail; null: not in the mail. */
    topic: v.nullable(line(MAX_TOPIC_BYTES)),
    /** The mailed link of the meeting or the series; none in a cancellation. */
    link: v.nullable(link),
    /** Minutes before the start at which calendars remind; null: they do not. */
    remind: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(40_320))),
  }),
  v.check(({ start, end }) => end > start, 'ends before it begins'),
);
export type CalendarEntry = v.InferOutput<typeof CalendarEntry>;

/** What may be told of a change. */
export const changes = ['time', 'topic', 'link', 'repeats'] as const;

const common = { language: MailLanguage, entry: CalendarEntry };

/** Whether the mailed link alone opens the meeting: then the mail says so, and not that people knock. */
const opens = v.boolean();

/** Mails about a plan, with a calendar entry. */
const planned = [
  v.strictObject({ template: v.literal('invitation'), ...common, opens }),
  v.strictObject({
    template: v.literal('update'),
    ...common,
    opens,
    changes: v.pipe(v.array(v.picklist(changes)), v.maxLength(changes.length)),
  }),
  v.strictObject({ template: v.literal('cancellation'), ...common }),
] as const;

/** What an organizer mails about a plan. */
export type MailContent = v.InferOutput<(typeof planned)[number]>;

/**
 * [S-3] What a participant's browser has sent to itself after the meeting. Nothing in it is a text of
 * anybody's: whoever seals one chooses no word of the mail.
 */
const SummaryContent = v.strictObject({
  template: v.literal('summary'),
  language: MailLanguage,
  link,
  /** Whether the link asks for the code that was shown in the room. */
  code: v.boolean(),
  /** [S-17] The meeting's text is to stand in the mail: that of this session, and no other. */
  joins: v.exactOptional(v.strictObject({ meetingId: MeetingId, sessionId: SessionId })),
});
export type SummaryContent = v.InferOutput<typeof SummaryContent>;

/** The text of a mail: values for a template, never a text of the sender's own [M-8]. */
const OrderContent = v.variant('template', [...planned, SummaryContent]);

export const Recipient = v.strictObject({
  id: RecipientId,
  address: Address,
  name: v.nullable(line(MAX_NAME_BYTES)),
});
export type Recipient = v.InferOutput<typeof Recipient>;

/**
 * What the box to the relay holds, as JSON filled up with spaces. The organizer is not in it: name
 * and reply-to are those of the account that sends, and the server sets them [R30, M-7].
 */
export const MailOrder = v.strictObject({
  content: OrderContent,
  recipients: v.pipe(v.array(Recipient), v.minLength(1), v.maxLength(MAX_RECIPIENTS)),
});
export type MailOrder = v.InferOutput<typeof MailOrder>;

/** Who invites, as the account says. */
export const Organizer = v.strictObject({
  name: line(2 * MAX_NAME_BYTES),
  /** How the admin named the account; the company's name on invoices stays out of mails [R27, R28]. */
  accountName: v.nullable(line(MAX_NAME_BYTES)),
  /** Where replies go [R30]. */
  address: Address,
});
export type Organizer = v.InferOutput<typeof Organizer>;

/** What an order is bound to: an order cannot be sent as another one, nor to another key [M-3]. */
export interface OrderContext {
  readonly sendId: SendId;
  readonly keyId: RelayKeyId;
}
