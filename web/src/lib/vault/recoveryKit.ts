import { concat, equalBytes, utf8, type Bytes } from '@conclave/shared/bytes';
import { VaultRefusal } from './VaultRefusal.ts';

/** Crockford's letters: no I, L, O and U, which are misread or spell words. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KIT_BYTES = 20;
/** 20 bits: a mistyped code passes once in a million times, and then simply opens nothing. */
const CHECK_LETTERS = 4;
const GROUP = 4;
const KIT_LETTERS = (KIT_BYTES * 8) / 5;

export const KIT_GROUPS = (KIT_LETTERS + CHECK_LETTERS) / GROUP;

/** 160 random bits. */
export function newKit(): Bytes {
  return crypto.getRandomValues(new Uint8Array(KIT_BYTES));
}

/** The printable code: nine groups of four letters, the last one checks the others. */
export async function encodeKit(kit: Bytes): Promise<string> {
  const letters = toLetters(kit) + (await checkLetters(kit));
  return groupsOf(letters).join('-');
}

/** The bits of a code as people type it. Refuses what encodeKit cannot have written. */
export async function decodeKit(typed: string): Promise<Bytes> {
  const letters = readable(typed);
  if (letters.length !== KIT_LETTERS + CHECK_LETTERS) throw new VaultRefusal('kitMistyped');
  const kit = fromLetters(letters.slice(0, KIT_LETTERS));
  const check = await checkLetters(kit);
  if (!equalBytes(utf8(check), utf8(letters.slice(KIT_LETTERS)))) {
    throw new VaultRefusal('kitMistyped');
  }
  return kit;
}

/** Whether this can be a code; for a form, before anything is sent. */
export function isKitCode(typed: string): Promise<boolean> {
  return decodeKit(typed).then(
    () => true,
    () => false,
  );
}

/** One group of a code, counted from 0. */
export function kitGroup(code: string, at: number): string {
  return groupsOf(readable(code))[at] ?? '';
}

/** A code or a group as its letters: whatever was typed between them is gone, lookalikes are put right. */
export function readable(typed: string): string {
  return typed
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

function groupsOf(letters: string): string[] {
  return letters.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? [];
}

function toLetters(bytes: Bytes): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const fives = bits.match(/.{5}/g) ?? [];
  return fives.map((five) => LETTERS.charAt(Number.parseInt(five, 2))).join('');
}

function fromLetters(letters: string): Bytes {
  const values = Array.from(letters, (letter) => LETTERS.indexOf(letter));
  if (values.includes(-1)) throw new VaultRefusal('kitMistyped');
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2));
}

async function checkLetters(kit: Bytes): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', concat(utf8('conclave/kit/v1'), kit));
  return toLetters(new Uint8Array(hash)).slice(0, CHECK_LETTERS);
}
