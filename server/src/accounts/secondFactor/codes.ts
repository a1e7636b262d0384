import { randomBytes, randomInt } from 'node:crypto';
import { BACKUP_CODES, CODE_DIGITS } from '@conclave/shared/wire/secondFactorApi';

/** Without I, L, O and U: nobody reads a letter for a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 50 bits: with five tries an attempt, and a password before each attempt, not to be guessed. */
const LETTERS_OF_A_CODE = 10;

/** Six digits for a text message. */
export function newTextCode(): string {
  return String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}

/** Ten codes for paper, as `ABCDE-FGHJK`. */
export function newBackupCodes(): string[] {
  return Array.from({ length: BACKUP_CODES }, () => {
    const letters = [...randomBytes(LETTERS_OF_A_CODE)].map((byte) => LETTERS[byte % 32] ?? '0');
    return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
  });
}

/** One spelling of a code as somebody typed it from paper. */
export function plainBackupCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/gu, '').replace(/O/gu, '0').replace(/[IL]/gu, '1');
}

export function plainDigits(typed: string): string {
  return typed.replace(/\s/gu, '');
}
