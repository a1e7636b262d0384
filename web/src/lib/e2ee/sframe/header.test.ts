import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHeader, encodeHeader, MAX_HEADER_VALUE } from './header.ts';

const SEED = 0x9605;
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const value = fc.oneof(
  fc.nat(16),
  fc.nat(70_000),
  fc.maxSafeNat().map((number) => number % (MAX_HEADER_VALUE + 1)),
  fc.constant(MAX_HEADER_VALUE),
);

describe('[T22] SFrame header, hostile', () => {
  it.each([
    ['a KID below 8 in a byte of its own', bytes(0x80, 0x07)],
    ['a CTR below 8 in a byte of its own', bytes(0x08, 0x07)],
    ['a KID with a leading zero', bytes(0x90, 0x00, 0xff)],
    ['a CTR with a leading zero', bytes(0x09, 0x00, 0xff)],
    ['a KID of zero in six bytes', bytes(0xd0, 0, 0, 0, 0, 0, 0)],
    ['a KID of seven bytes', bytes(0xe0, 1, 0, 0, 0, 0, 0, 0)],
    ['a CTR of seven bytes', bytes(0x0e, 1, 0, 0, 0, 0, 0, 0)],
    ['a CTR of eight bytes', bytes(0x0f, 1, 0, 0, 0, 0, 0, 0, 0)],
    ['a KID of seven bytes that are not there', bytes(0xe0)],
  ])('refuses %s', (_, header) => {
    expect(decodeHeader(header)).toEqual({ state: 'malformed' });
  });

  it('calls every beginning of a header truncated', () => {
    const whole = encodeHeader({ kid: MAX_HEADER_VALUE, ctr: MAX_HEADER_VALUE });
    const states = Array.from(whole, (_, size) => decodeHeader(whole.subarray(0, size)).state);
    expect(states).toEqual(Array.from({ length: 13 }, () => 'truncated'));
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 48, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY])(
    'does not encode %d',
    (bad) => {
      expect(() => encodeHeader({ kid: bad, ctr: 0 })).toThrow(RangeError);
      expect(() => encodeHeader({ kid: 0, ctr: bad })).toThrow(RangeError);
    },
  );

  it('reads from arbitrary bytes only what it would have written itself', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (data) => {
        const decoded = decodeHeader(data);
        if (decoded.state !== 'read') return;
        read++;
        expect(encodeHeader(decoded.header)).toEqual(data.slice(0, decoded.size));
      }),
      { seed: SEED, numRuns: 5_000 },
    );
    expect(read).toBeGreaterThan(1_000);
  });
});

describe('[R121] SFrame header', () => {
  it('comes back as it went, whatever follows', () => {
    fc.assert(
      fc.property(value, value, fc.uint8Array({ maxLength: 4 }), (kid, ctr, rest) => {
        const encoded = encodeHeader({ kid, ctr });
        const decoded = decodeHeader(Uint8Array.from([...encoded, ...rest]));
        expect(decoded).toEqual({ state: 'read', header: { kid, ctr }, size: encoded.length });
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it('costs four bytes for a microphone of a small meeting in its first seconds', () => {
    expect(encodeHeader({ kid: (3 << 8) | 12, ctr: 200 })).toHaveLength(4);
  });
});
