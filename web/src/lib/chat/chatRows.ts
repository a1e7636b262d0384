import type { ChatMessage } from './foldChat.ts';

/** A line of the list. */
export type ChatRow =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'new'; readonly key: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: ChatMessage;
      /** First of its author in that minute: with name, time and face. */
      readonly leads: boolean;
    };

const DAY_MS = 24 * 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;

/**
 * Messages by author and minute, with a line where a day begins and one where the new ones do.
 * `offsetMs`: how far this browser's time zone is from UTC, to the east.
 */
export function chatRows(
  messages: readonly ChatMessage[],
  { newSince, offsetMs }: { newSince: string | undefined; offsetMs: number },
): ChatRow[] {
  const rows: ChatRow[] = [];
  let before: ChatMessage | undefined;
  for (const message of messages) {
    const day = Math.floor((message.at + offsetMs) / DAY_MS);
    const begins = before === undefined || Math.floor((before.at + offsetMs) / DAY_MS) !== day;
    const isNew = message.key === newSince;
    if (begins) rows.push({ kind: 'day', key: `day/${day}`, at: message.at });
    if (isNew) rows.push({ kind: 'new', key: 'new' });
    const leads = begins || isNew || before === undefined || !continues(before, message);
    rows.push({ kind: 'message', key: message.key, message, leads });
    before = message;
  }
  return rows;
}

function continues(before: ChatMessage, message: ChatMessage): boolean {
  return (
    before.by === message.by &&
    message.by !== undefined &&
    message.replyTo === undefined &&
    Math.floor(before.at / MINUTE_MS) === Math.floor(message.at / MINUTE_MS)
  );
}
