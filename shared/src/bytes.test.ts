import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareBytes,
  concat,
  equalBytes,
  fromBase64Url,
  fromUtf8,
  toBase64Url,
  utf8,
} from './bytes.ts';

const seeded = { seed: 7, numRuns: 300 };
const anyBytes = fc.uint8Array({ maxLength: 70 });

describe('base64url', () => {
  it('refuses letters outside the alphabet, padding and impossible lengths', () => {
    for (const text of ['a', 'aaaaa', 'ab==', 'a+bc', 'a/bc', 'ab c', 'äbcd']) {
      expect(() => fromBase64Url(text), text).toThrow(RangeError);
    }
  });

  it('refuses a second spelling of the same bytes', () => {
    expect(toBase64Url(fromBase64Url('_w'))).toBe('_w');
    expect(() => fromBase64Url('_x')).toThrow(RangeError);
    expect(() => fromBase64Url('__9')).toThrow(RangeError);
  });

  it('agrees with Node for every byte string and comes back whole', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = toBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(equalBytes(fromBase64Url(text), bytes)).toBe(true);
      }),
      seeded,
    );
  });
});

describe('byte strings', () => {
  it('are different when one byte or the length differs', () => {
    expect(equalBytes(utf8('sealed'), utf8('sealer'))).toBe(false);
    expect(equalBytes(utf8('sealed'), utf8('seale'))).toBe(false);
    expect(equalBytes(utf8('sealed'), utf8('sealed'))).toBe(true);
  });

  it('sort as their hexadecimal spelling does', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (a, b) => {
        const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
        const expected = hex(a) < hex(b) ? -1 : hex(a) > hex(b) ? 1 : 0;
        expect(Math.sign(compareBytes(a, b))).toBe(expected);
      }),
      seeded,
    );
  });

  it('join in order', () => {
    expect([...concat(Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3))]).toEqual([
      1, 2, 3,
    ]);
  });

  it('refuse to be text when they are not UTF-8', () => {
    expect(() => fromUtf8(Uint8Array.of(0xc3, 0x28))).toThrow(TypeError);
    expect(fromUtf8(utf8('Schlüssel 🗝'))).toBe('Schlüssel 🗝');
  });
});
