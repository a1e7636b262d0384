import * as v from 'valibot';
import { concat, fromBase64Url, fromUtf8, utf8, type Bytes } from '../bytes.ts';
import { MAX_TEXT_BYTES, TEXT_STEP_BYTES } from '../wire/summaryTextApi.ts';
import { MeetingText, type TextContext } from './MeetingText.ts';

/** [S-17] What a meeting's text is sealed for, and what is bound in (protocol.md, head). */
export const TEXT_PURPOSE = 'mail/text';

/** Key, meeting and session that a text belongs to: bound in as associated data. */
export function textContext({ keyId, meetingId, sessionId }: TextContext): Bytes {
  return concat(fromBase64Url(keyId), fromBase64Url(meetingId), fromBase64Url(sessionId));
}

/** The relay's side of the purpose: the browser's is `sealTo` of web/src/lib/e2ee. */
export function textInfo(): Bytes {
  return utf8(`conclave/${TEXT_PURPOSE}/v1`);
}

export function textAssociatedData(context: Uint8Array): Bytes {
  return concat(textInfo(), Uint8Array.of(0), context);
}

/** A text as JSON, filled up with spaces so that its size tells little. Throws a RangeError for a longer one. */
export function encodeMeetingText(text: MeetingText): Bytes {
  const json = utf8(JSON.stringify(text));
  if (json.length > MAX_TEXT_BYTES) throw new RangeError('too long a text');
  const size = Math.ceil(json.length / TEXT_STEP_BYTES) * TEXT_STEP_BYTES;
  return concat(json, new Uint8Array(size - json.length).fill(0x20));
}

/** The text of these bytes; undefined for everything else. */
export function decodeMeetingText(bytes: Uint8Array): MeetingText | undefined {
  if (bytes.length > MAX_TEXT_BYTES) return undefined;
  try {
    const text = v.safeParse(MeetingText, JSON.parse(fromUtf8(bytes)));
    return text.success ? text.output : undefined;
  } catch {
    return undefined; // not UTF-8 or not JSON: nobody's text
  }
}
