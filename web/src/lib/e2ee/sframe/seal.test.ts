import { concat, type Bytes } from '@conclave/shared/bytes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BaseKey, TAG_BYTES, type SFrameKey } from './BaseKey.ts';
import { MAX_HEADER_VALUE } from './header.ts';
import { open, readSealed, seal } from './seal.ts';

const SEED = 0x9605;
const KID = 0x20c0d;
const clear = Uint8Array.of(1, 2, 3);
const body = new Uint8Array(40).fill(7);

async function keys(kid = KID, fill = 9): Promise<{ sealing: SFrameKey; opening: SFrameKey }> {
  const base = await BaseKey.import(new Uint8Array(16).fill(fill));
  return { sealing: await base.derive(kid, 'encrypt'), opening: await base.derive(kid, 'decrypt') };
}

async function reopened(key: SFrameKey, data: Bytes, clearBytes: number): Promise<unknown> {
  const read = readSealed(data, clearBytes);
  return read.state === 'read' ? await open(key, read.frame) : read.state;
}

describe('[T22] sealed frame, hostile', () => {
  it('does not open with any bit of it flipped: clear bytes, header, ciphertext, tag', async () => {
    const { sealing, opening } = await keys();
    const sealed = await seal(sealing, 300, { clear, body });
    const outcomes = new Set<unknown>();
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const bad = new Uint8Array(sealed);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      outcomes.add(await reopened(opening, bad, clear.length));
    }
    expect([...outcomes].sort()).toEqual(['malformed', undefined]);
    expect(await reopened(opening, sealed, clear.length)).toEqual(concat(clear, body));
  });

  it('does not open cut to any length', async () => {
    const { sealing, opening } = await keys();
    const sealed = await seal(sealing, 300, { clear, body });
    const smallest = sealed.length - body.length;
    for (let size = 0; size < sealed.length; size++) {
      const opened = await reopened(opening, sealed.slice(0, size), clear.length);
      expect(opened).toBe(size < smallest ? 'truncated' : undefined);
    }
  });

  it('does not open with bytes added', async () => {
    const { sealing, opening } = await keys();
    const sealed = await seal(sealing, 300, { clear, body });
    expect(await reopened(opening, concat(sealed, Uint8Array.of(0)), 3)).toBeUndefined();
  });

  it('does not open under another KID, another base key, or with the border moved', async () => {
    const { sealing, opening } = await keys();
    const otherKid = await keys(KID + 1);
    const otherBase = await keys(KID, 10);
    const sealed = await seal(sealing, 300, { clear, body });
    expect(await reopened(otherKid.opening, sealed, 3)).toBeUndefined();
    expect(await reopened(otherBase.opening, sealed, 3)).toBeUndefined();
    const spliced = concat(sealed.subarray(3), clear);
    expect(await reopened(opening, spliced, 0)).toBeUndefined();
  });

  it('keeps keys that cannot be exported and do one thing only (RFC 9605 section 4.4.1)', async () => {
    const { sealing, opening } = await keys();
    expect([sealing.key.extractable, opening.key.extractable]).toEqual([false, false]);
    expect([sealing.key.usages, opening.key.usages]).toEqual([['encrypt'], ['decrypt']]);
    await expect(crypto.subtle.exportKey('raw', sealing.key)).rejects.toThrow();
    // A bug rises; it is not mistaken for a wrong tag.
    const sealed = await seal(sealing, 1, { clear, body });
    await expect(reopened(sealing, sealed, 3)).rejects.toThrow();
  });

  it.each([0, 15, 17, 31, 33])('takes no base key of %d bytes', async (size) => {
    await expect(BaseKey.import(new Uint8Array(size))).rejects.toThrow(RangeError);
  });
});

describe('[R121] sealed frame', () => {
  it('opens to what was sealed, at every counter and size', async () => {
    const { sealing, opening } = await keys();
    const ctr = fc.oneof(
      fc.nat(300),
      fc.constantFrom(2 ** 32 - 1, 2 ** 32, 2 ** 40 + 5, MAX_HEADER_VALUE),
    );
    const part = fc.uint8Array({ maxLength: 60 }).map((bytes) => new Uint8Array(bytes));
    await fc.assert(
      fc.asyncProperty(ctr, part, part, async (at, head, rest) => {
        const sealed = await seal(sealing, at, { clear: head, body: rest });
        expect(sealed.subarray(0, head.length)).toEqual(head);
        expect(await reopened(opening, sealed, head.length)).toEqual(concat(head, rest));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('refuses a counter of 2^48', async () => {
    const { sealing } = await keys();
    await expect(seal(sealing, 2 ** 48, { clear, body })).rejects.toThrow(RangeError);
  });

  it('uses another nonce for counters that differ in one of their 48 bits', async () => {
    const { sealing } = await keys();
    const counters = [0, ...Array.from({ length: 48 }, (_, bit) => 2 ** bit)];
    const zeros = { clear: new Uint8Array(0), body: new Uint8Array(16) };
    const streams = new Set<string>();
    for (const ctr of counters) {
      const sealed = await seal(sealing, ctr, zeros);
      streams.add(sealed.subarray(-16 - TAG_BYTES, -TAG_BYTES).toString());
    }
    expect(streams.size).toBe(49);
  });
});
