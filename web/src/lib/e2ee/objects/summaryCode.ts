import type { Bytes } from '@conclave/shared/bytes';

export const SUMMARY_CODE_BYTES = 10;

const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';

/** [S-12] Ten bytes as five words that can be said in any language. */
export function summaryCodeText(code: Bytes): string {
  const words: string[] = [];
  for (let at = 0; at < code.length; at += 2) words.push(wordOf(code[at] ?? 0, code[at + 1] ?? 0));
  return words.join(' ');
}

/** The bytes of what somebody typed, however it was separated; undefined for what is no code. */
export function readSummaryCode(text: string): Bytes | undefined {
  const letters = text.toLowerCase().replaceAll(/[\s\-.,]+/gu, '');
  if (!/^[a-z]{25}$/u.test(letters)) return undefined;
  const code = new Uint8Array(SUMMARY_CODE_BYTES);
  for (let word = 0; word < 5; word++) {
    const value = valueOf(letters.slice(word * 5, word * 5 + 5));
    if (value === undefined) return undefined;
    code.set([value >> 8, value & 0xff], word * 2);
  }
  return code;
}

/** Consonant, vowel, consonant, vowel, consonant: 4 + 2 + 4 + 2 + 4 bits. */
function wordOf(high: number, low: number): string {
  const value = (high << 8) | low;
  return [
    CONSONANTS[value >> 12],
    VOWELS[(value >> 10) & 3],
    CONSONANTS[(value >> 6) & 15],
    VOWELS[(value >> 4) & 3],
    CONSONANTS[value & 15],
  ].join('');
}

function valueOf(word: string): number | undefined {
  let value = 0;
  for (let at = 0; at < word.length; at++) {
    const isVowel = at % 2 === 1;
    const index = (isVowel ? VOWELS : CONSONANTS).indexOf(word.charAt(at));
    if (index < 0) return undefined;
    value = (value << (isVowel ? 2 : 4)) | index;
  }
  return value;
}
