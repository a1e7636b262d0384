import { FileId, ParticipantId, RequestId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { isEmoji } from './emoji.ts';

/** Characters of one message. A pasted page has some 4,000; what is longer belongs into a file. */
export const MAX_MESSAGE_LENGTH = 8_000;
const MAX_FILE_NAME_LENGTH = 255;
const MAX_FILE_TYPE_LENGTH = 128;

const at = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15));
const text = v.pipe(v.string(), v.maxLength(MAX_MESSAGE_LENGTH));
const written = v.pipe(
  text,
  v.check((value) => value.trim() !== ''),
);

const File = v.strictObject({
  fileId: FileId,
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_FILE_NAME_LENGTH)),
  type: v.pipe(v.string(), v.maxLength(MAX_FILE_TYPE_LENGTH)),
  size: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

/**
 * Which message somebody means. Ids alone do not say: a second message under the same id, put in by somebody
 * else, would take over the replies and reactions of the first. With its author's id it cannot.
 */
const Reference = v.strictObject({ by: ParticipantId, id: RequestId });
export type Reference = v.InferOutput<typeof Reference>;

/**
 * What stands in the array of the chat. Whose an event is, is nowhere in it: the log proves that. `edit` and
 * `delete` mean the message under that id of the same author, so nobody can name another's.
 */
const ChatEvent = v.variant('kind', [
  v.pipe(
    v.strictObject({
      kind: v.literal('message'),
      id: RequestId,
      at,
      text,
      replyTo: v.optional(Reference),
      file: v.optional(File),
    }),
    v.check((message) => message.file !== undefined || message.text.trim() !== ''),
  ),
  v.strictObject({ kind: v.literal('edit'), of: RequestId, text: written }),
  /** `on: false` takes it back: nothing is ever taken out of the array. */
  v.strictObject({ kind: v.literal('delete'), of: RequestId, on: v.boolean() }),
  v.strictObject({
    kind: v.literal('reaction'),
    of: Reference,
    emoji: v.pipe(v.string(), v.check(isEmoji)),
    on: v.boolean(),
  }),
]);
export type ChatEvent = v.InferOutput<typeof ChatEvent>;

/** Undefined for everything that is no event of ours: other kinds, other fields, too long. */
export function readChatEvent(value: unknown): ChatEvent | undefined {
  const parsed = v.safeParse(ChatEvent, value);
  return parsed.success ? parsed.output : undefined;
}
