import { SOURCES } from '@conclave/shared/wire/media';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CtxSequence, ctxOf, sourceOf } from './ctx.ts';
import { MAX_HEADER_VALUE } from './header.ts';
import { decodeKid, encodeKid, epochLow, MAX_CTX, MAX_LEAF } from './kid.ts';

const SEED = 0x9605;

describe('[F-1] KID layout (RFC 9605 section 5.2, E = 8, S = 10)', () => {
  it('is ctx << 18 | leaf << 8 | epoch mod 256', () => {
    const kid = encodeKid({ ctx: 5, leaf: 3, epochLow: epochLow(0x1_0000_0107n) });
    expect(kid).toBe((5 << 18) | (3 << 8) | 7);
  });

  it('fills 48 bits exactly', () => {
    expect(encodeKid({ ctx: MAX_CTX, leaf: MAX_LEAF, epochLow: 255 })).toBe(MAX_HEADER_VALUE);
  });

  it('gives back every part, and no two senders, streams or epochs the same KID', () => {
    const parts = fc.record({
      ctx: fc.nat(MAX_CTX),
      leaf: fc.nat(MAX_LEAF),
      epochLow: fc.nat(255),
    });
    fc.assert(
      fc.property(parts, (kid) => {
        expect(decodeKid(encodeKid(kid))).toEqual(kid);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it.each([
    { ctx: MAX_CTX + 1, leaf: 0, epochLow: 0 },
    { ctx: 0, leaf: MAX_LEAF + 1, epochLow: 0 },
    { ctx: 0, leaf: 0, epochLow: 256 },
    { ctx: -1, leaf: 0, epochLow: 0 },
    { ctx: 0, leaf: -1, epochLow: 0 },
    { ctx: 0, leaf: 0.5, epochLow: 0 },
    { ctx: Number.NaN, leaf: 0, epochLow: 0 },
  ])('[T22] refuses what would spill into another sender: %o', (parts) => {
    expect(() => encodeKid(parts)).toThrow(RangeError);
  });
});

describe('[F-1] contexts', () => {
  it('number the sources as the protocol does', () => {
    expect(SOURCES.map((source) => ctxOf(0, source))).toEqual([0, 1, 2, 3]);
    expect(SOURCES).toEqual(['microphone', 'camera', 'screen', 'screenAudio']);
  });

  it('name their source, whatever the instance', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 28 - 1), fc.constantFrom(...SOURCES), (instance, source) => {
        expect(sourceOf(ctxOf(instance, source))).toBe(source);
      }),
      { seed: SEED, numRuns: 1_000 },
    );
  });

  it.each([-1, 0.5, 2 ** 28, Number.NaN])('refuse the instance %d', (instance) => {
    expect(() => ctxOf(instance, 'camera')).toThrow(RangeError);
  });

  it('[T22] are handed out once each', () => {
    const sequence = new CtxSequence();
    const handed = Array.from({ length: 4_000 }, (_, i) =>
      sequence.next(SOURCES[i % 3] ?? 'screen'),
    );
    expect(new Set(handed).size).toBe(4_000);
  });
});
