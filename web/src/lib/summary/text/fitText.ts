import { utf8 } from '@conclave/shared/bytes';
import { visibleOnly } from '@conclave/shared/mail/hiddenLetters';
import {
  MAX_LINE_LETTERS,
  textParts,
  type MeetingText,
  type MeetingTextPart,
  type TextPart,
} from '@conclave/shared/mail/MeetingText';
import { MAX_TEXT_BYTES } from '@conclave/shared/wire/summaryTextApi';

/** What is around the lines. */
const FRAME_BYTES = 1_024;
/** Fewer than a text may hold, whatever stands in them. */
const MAX_PART_LINES = 6_000;

/** What is to stand in the mail, part by part, as it was written. */
export type WrittenParts = Readonly<Record<TextPart, readonly string[]>>;

/**
 * [S-16] As much of it as a mail takes, without what is not seen. What was decided goes first, and each part says
 * whether it was cut.
 */
export function fitText(written: WrittenParts): MeetingText {
  let room = MAX_TEXT_BYTES - FRAME_BYTES;
  const parts: MeetingTextPart[] = [];
  for (const part of textParts) {
    const all = tidied(written[part]);
    const lines: string[] = [];
    for (const line of all) {
      const bytes = utf8(JSON.stringify(line)).length + 1;
      if (bytes > room || lines.length === MAX_PART_LINES) break;
      room -= bytes;
      lines.push(line);
    }
    if (lines.length > 0) parts.push({ part, lines, cut: lines.length < all.length });
    // What does not begin to fit is said to be missing where the mail ends.
    else if (all.length > 0) parts.push({ part, lines: ['…'], cut: true });
  }
  return { format: 1, parts };
}

/** Lines as they are seen, short enough, and not two empty ones in a row. */
function tidied(lines: readonly string[]): string[] {
  const seen = lines.flatMap((line) => pieces(visibleOnly(line).trimEnd()));
  const spaced = seen.filter((line, at) => line !== '' || (at > 0 && seen[at - 1] !== ''));
  return spaced.at(-1) === '' ? spaced.slice(0, -1) : spaced;
}

/** Not within a letter: half of one is none. */
function pieces(line: string): string[] {
  if (line.length <= MAX_LINE_LETTERS) return [line];
  const cut: string[] = [];
  for (let at = 0; at < line.length;) {
    const isHalf = /[\uD800-\uDBFF]/u.test(line.charAt(at + MAX_LINE_LETTERS - 1));
    const end = at + MAX_LINE_LETTERS - (isHalf ? 1 : 0);
    cut.push(line.slice(at, end));
    at = end;
  }
  return cut;
}
