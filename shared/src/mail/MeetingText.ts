import * as v from 'valibot';
import type { MeetingId, SessionId } from '../ids.ts';
import type { RelayKeyId } from '../wire/mailApi.ts';
import { HIDDEN_IN_TEXT } from './hiddenLetters.ts';

/** [S-16] What of a meeting may stand in a mail, in the order in which it stands there. */
export const textParts = ['decisions', 'actions', 'agenda', 'minutes', 'chat'] as const;
export type TextPart = (typeof textParts)[number];

/** More lines than fit with one letter each say nothing; a longer line is cut by whoever makes it. */
const MAX_LINES = 8_000;
export const MAX_LINE_LETTERS = 4_000;

/** Invisible letters turn text around and hide it: whoever makes a text takes them out, and with one it is none. */
const textLine = v.pipe(
  v.string(),
  v.maxLength(MAX_LINE_LETTERS),
  v.check((line) => !HIDDEN_IN_TEXT.test(line), 'invisible letters'),
);

const Part = v.strictObject({
  part: v.picklist(textParts),
  lines: v.pipe(v.array(textLine), v.minLength(1), v.maxLength(MAX_LINES)),
  /** Whether there was more than fits into a mail: the rest is behind the link. */
  cut: v.boolean(),
});
export type MeetingTextPart = v.InferOutput<typeof Part>;

/**
 * [S-16] What was written in a meeting, as lines of plain text, put together by the browser of its organizer.
 * There is no place in it for a heading, a link or an address of a mail's own.
 */
export const MeetingText = v.strictObject({
  format: v.literal(1),
  parts: v.pipe(
    v.array(Part),
    v.maxLength(textParts.length),
    v.check((parts) => new Set(parts.map(({ part }) => part)).size === parts.length, 'named twice'),
  ),
});
export type MeetingText = v.InferOutput<typeof MeetingText>;

/** [S-17] What a text is bound to: it stands in no mail of another meeting, nor of another session of it. */
export interface TextContext {
  readonly keyId: RelayKeyId;
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
}
