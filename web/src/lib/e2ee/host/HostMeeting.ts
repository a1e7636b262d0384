import { utf8 } from '@conclave/shared/bytes';
import { MeetingId } from '@conclave/shared/ids';
import { MAX_NAME_BYTES, MAX_NOTICE_BYTES, MAX_TOPIC_BYTES } from '@conclave/shared/limits';
import { RecordNumber } from '@conclave/shared/wire/keys';
import { LinkKind } from '@conclave/shared/wire/peerRequests';
import * as v from 'valibot';
import { summaryLevels } from '../objects/summaryLevel.ts';

const secret16 = v.pipe(v.string(), v.regex(/^[\w-]{22}$/u));
const key32 = v.pipe(v.string(), v.regex(/^[\w-]{43}$/u));
const version = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(0xffff_ffff));
const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const text = (max: number) => v.pipe(v.string(), v.maxBytes(max));

/** A meeting whose text is changed more often forgets the oldest: answers to those show as to an unknown text. */
const MAX_EARLIER_NOTICES = 2;
/**
 * All texts of a meeting as they stand in its vault item, of which they leave 4 KB for the rest. Quotation marks
 * and the like are escaped once more there: a text that is full of them leaves no room for those before it.
 */
const MAX_KEPT_NOTICE_BYTES = 28 * 1024;

/** What the organizer says of a meeting; it stands on the lobby card. */
export const CardText = v.strictObject({
  topic: text(MAX_TOPIC_BYTES),
  organizer: text(MAX_NAME_BYTES * 2),
  company: text(MAX_NAME_BYTES * 2),
  notice: text(MAX_NOTICE_BYTES),
  /** [S-11] `sealed` where it is not said. */
  summary: v.exactOptional(v.picklist(summaryLevels)),
});
export type CardText = v.InferOutput<typeof CardText>;

const DoorName = v.picklist(['open', 'greeted', 'guarded']);

/**
 * [M-1] A meeting as it lies in its organizer's vault: the host's two keys and the links' secrets.
 * Whoever has it is the host. It is acknowledged by the server before a link is shown [M-2].
 */
export const HostMeeting = v.strictObject({
  format: v.literal(1),
  meetingId: MeetingId,
  /** Ed25519: card, roles, session starts. */
  hostKey: key32,
  hostSeed: key32,
  /** X25519: opens the shares of key records. */
  hostBoxKey: key32,
  hostBoxSeed: key32,
  cardVersion: version,
  text: CardText,
  /** [G-1] Consent texts that stood on earlier cards, the newest first: what was answered to them still counts as that. */
  earlierNotices: v.exactOptional(
    v.pipe(v.array(text(MAX_NOTICE_BYTES)), v.maxLength(MAX_EARLIER_NOTICES)),
  ),
  /** Whether the card under the mailed link tells the topic. */
  mailedTopic: v.boolean(),
  door: DoorName,
  /** ms since 1970. */
  createdAt: moment,
  links: v.pipe(
    v.array(v.strictObject({ kind: LinkKind, version, secret: secret16 })),
    v.minLength(1),
    v.maxLength(2),
  ),
  /** The newest record when the links were made: only for links as young may the door be `open` [D-5]. */
  linksSince: RecordNumber,
  /** When it is planned; a meeting that was started at once has no such time. */
  time: v.exactOptional(v.strictObject({ startsAt: moment, endsAt: moment })),
  /** The plan in the vault that it is an occurrence of, and the time that the plan's rule gave it. */
  plan: v.exactOptional(
    v.strictObject({ id: v.pipe(v.string(), v.regex(/^[\w-]{22}$/u)), on: text(16) }),
  ),
  /** Opens the organizer's own notes, here and in every browser of the account. */
  notesKey: v.optional(key32),
});
export type HostMeeting = v.InferOutput<typeof HostMeeting>;

/** [G-1] All texts with which a meeting asked for consent, the one on its card first; none if it never asked. */
export function noticesOf({
  text: { notice },
  earlierNotices = [],
}: Pick<HostMeeting, 'text' | 'earlierNotices'>): readonly string[] {
  return notice === '' ? earlierNotices : [notice, ...earlierNotices];
}

/** What remains of them once the card has another text. */
export function earlierNotices(
  before: Pick<HostMeeting, 'text' | 'earlierNotices'>,
  notice: string,
): Pick<HostMeeting, 'earlierNotices'> {
  const earlier = noticesOf(before).filter((one) => one !== notice);
  if (earlier.length === 0 && before.earlierNotices === undefined) return {};
  let room = MAX_KEPT_NOTICE_BYTES - keptBytes(notice);
  const fitting = earlier.slice(0, MAX_EARLIER_NOTICES).filter((one) => {
    room -= keptBytes(one);
    return room >= 0;
  });
  return { earlierNotices: fitting };
}

/** As a string of the item's JSON, with the comma after it. */
const keptBytes = (notice: string): number => utf8(JSON.stringify(notice)).length + 1;
