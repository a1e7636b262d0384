import { MalformedError, type ByteReader } from '@conclave/shared/ByteReader';
import type { ByteWriter } from '@conclave/shared/ByteWriter';

/**
 * [S-11] What participants may get after the meeting: nothing, a sealed link, one that asks for the code, or the text
 * itself in the mail.
 */
export const summaryLevels = ['none', 'sealed', 'code', 'content'] as const;
export type SummaryLevel = (typeof summaryLevels)[number];

const NUMBERS = { none: 1, code: 2, content: 3 } as const;

/** The usual one is written as nothing: cards of before have none. */
export function writeSummaryLevel(writer: ByteWriter, level: SummaryLevel): ByteWriter {
  return level === 'sealed' ? writer : writer.uint8(NUMBERS[level]);
}

export function readSummaryLevel(reader: ByteReader): SummaryLevel {
  if (!reader.more) return 'sealed';
  const number = reader.uint8();
  if (number === NUMBERS.none) return 'none';
  if (number === NUMBERS.code) return 'code';
  if (number === NUMBERS.content) return 'content';
  throw new MalformedError('unknown level of summaries');
}
