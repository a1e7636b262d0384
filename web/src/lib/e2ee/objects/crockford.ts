import { MalformedError } from '@conclave/shared/ByteReader';
import type { Bytes } from '@conclave/shared/bytes';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const VALUES = new Map(Array.from(ALPHABET, (letter, value) => [letter, value]));

/** Crockford's base32 in lower case, without padding. */
export function toCrockford(bytes: Uint8Array): string {
  let text = '';
  let group = 0;
  let bits = 0;
  for (const byte of bytes) {
    group = ((group << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET.charAt((group >>> (bits - 5)) & 31);
  }
  return bits === 0 ? text : text + ALPHABET.charAt((group << (5 - bits)) & 31);
}

/** What people type is read kindly: capitals, spaces, hyphens, and o, i, l for 0, 1, 1. */
export function fromCrockford(typed: string): Bytes {
  const letters = typed
    .toLowerCase()
    .replaceAll(/[\s-]/gu, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/gu, '1');
  const bytes = new Uint8Array(Math.floor((letters.length * 5) / 8));
  let group = 0;
  let bits = 0;
  let at = 0;
  for (const letter of letters) {
    const value = VALUES.get(letter);
    if (value === undefined) throw new MalformedError('not base32');
    group = ((group << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (group >>> bits) & 0xff;
    }
  }
  if ((group & ((1 << bits) - 1)) !== 0 || bits >= 5) throw new MalformedError('not base32');
  return bytes;
}
