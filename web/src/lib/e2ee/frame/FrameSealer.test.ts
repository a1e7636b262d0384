import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ctxOf } from '../sframe/ctx.ts';
import { decodeKid } from '../sframe/kid.ts';
import { readSealed } from '../sframe/seal.ts';
import { FrameKeys } from './FrameKeys.ts';
import { FrameSealer } from './FrameSealer.ts';
import {
  baseKeyOf,
  bytesOf,
  CAMERA,
  frameOf,
  memberKeys,
  MICROPHONE,
  sealed,
  sealerOf,
  vp8Frame,
} from './testCall.ts';

const SEED = 0x9605;

describe('[T22] frame sealer, failing closed', () => {
  it('lets nothing leave without a key, and leaves the frame as it was', async () => {
    const frame = frameOf(1, 2, 3);
    expect(await sealerOf(new FrameKeys(), MICROPHONE).seal(frame)).toBe('noKey');
    expect(bytesOf(frame)).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('lets nothing leave of a codec that it cannot seal', async () => {
    const keys = await memberKeys(0, 5n);
    const sealer = new FrameSealer({ keys, codec: undefined, ctx: 0 });
    expect(await sealer.seal(frameOf(1, 2, 3))).toBe('unknownCodec');
  });

  it('stops at the last counter instead of beginning anew', async () => {
    const keys = new FrameKeys({ maxCtr: 2 });
    await keys.install(5n, baseKeyOf(5n));
    keys.sendWith(5n, 0);
    const sealer = sealerOf(keys, MICROPHONE);
    const outcomes = [];
    for (let i = 0; i < 5; i++) outcomes.push(await sealer.seal(frameOf(1)));
    expect(outcomes).toEqual(['passed', 'passed', 'passed', 'exhausted', 'exhausted']);
    // Another stream, and the next epoch, have counters of their own.
    expect(await sealerOf(keys, { ...MICROPHONE, instance: 1 }).seal(frameOf(1))).toBe('passed');
    await keys.install(6n, baseKeyOf(6n));
    keys.sendWith(6n, 0);
    expect(await sealer.seal(frameOf(1))).toBe('passed');
  });

  it('does not seal a VP8 key frame shorter than its header', async () => {
    const keys = await memberKeys(0, 5n);
    expect(await sealerOf(keys, CAMERA).seal(frameOf(0x50, 1, 2))).toBe('truncated');
  });

  it('ignores a frame without content', async () => {
    expect(await sealerOf(await memberKeys(0, 5n), MICROPHONE).seal(frameOf())).toBe('empty');
  });

  it('throws rather than seal under a leaf that fits into no KID', async () => {
    const keys = await memberKeys(1024, 5n);
    const frame = frameOf(1, 2, 3);
    await expect(sealerOf(keys, MICROPHONE).seal(frame)).rejects.toThrow(RangeError);
    expect(bytesOf(frame)).toEqual(Uint8Array.of(1, 2, 3));
  });
});

describe('[R121] frame sealer', () => {
  it('names epoch, leaf, source and counter, and nothing else', async () => {
    const keys = await memberKeys(3, 258n);
    const sealer = sealerOf(keys, { codec: 'vp9', source: 'screen', instance: 4 });
    await sealed(sealer, frameOf(1, 2, 3));
    const read = readSealed(await sealed(sealer, frameOf(1, 2, 3)), 0);
    const header = read.state === 'read' ? read.frame.header : { kid: -1, ctr: -1 };
    expect(header.ctr).toBe(1);
    expect(decodeKid(header.kid)).toEqual({ ctx: ctxOf(4, 'screen'), leaf: 3, epochLow: 2 });
  });

  it.each([
    ['key', 10],
    ['delta', 1],
  ] as const)('leaves of a VP8 %s frame its first %d bytes as they were', async (type, clear) => {
    const frame = vp8Frame(type, 60);
    const plain = bytesOf(frame).slice();
    const wire = await sealed(sealerOf(await memberKeys(0, 5n), CAMERA), frame);
    expect(wire.slice(0, clear)).toEqual(plain.slice(0, clear));
    expect(wire.length).toBeGreaterThan(plain.length + 16);
    const rest = Buffer.from(wire.subarray(clear));
    expect(rest.includes(Buffer.from(plain.subarray(clear, clear + 4)))).toBe(false);
  });

  it('makes Opus frames larger by 19 to 22 bytes', async () => {
    const sealer = sealerOf(await memberKeys(200, 77n), MICROPHONE);
    const sizes = new Set<number>();
    for (let i = 0; i < 300; i++) {
      const wire = await sealed(sealer, frameOf(...new Uint8Array(80)));
      sizes.add(wire.length - 80);
    }
    expect([...sizes]).toEqual([19, 20, 21]);
  });

  it('switches to another epoch between two frames, never within one', async () => {
    const keys = await memberKeys(0, 5n);
    await keys.install(6n, baseKeyOf(6n));
    const sealer = sealerOf(keys, MICROPHONE);
    const first = sealed(sealer, frameOf(1));
    keys.sendWith(6n, 9);
    const second = sealed(sealer, frameOf(1));
    const kids = (await Promise.all([first, second])).map((wire) => {
      const read = readSealed(wire, 0);
      return read.state === 'read' ? decodeKid(read.frame.header.kid) : undefined;
    });
    expect(kids).toEqual([
      { ctx: 0, leaf: 0, epochLow: 5 },
      { ctx: 0, leaf: 9, epochLow: 6 },
    ]);
  });
});

/**
 * With AES in counter mode the ciphertext of zeros is the key stream itself: two frames with the same
 * 16 bytes were sealed with the same key and nonce, however that came about.
 */
describe('[T22] nonce-reuse detector', () => {
  const zeros = (): Uint8Array<ArrayBuffer> => new Uint8Array(16);

  it('would notice', async () => {
    const [one, restarted] = await Promise.all([memberKeys(0, 5n), memberKeys(0, 5n)]);
    const wires = [one, restarted].map((keys) =>
      sealed(sealerOf(keys, MICROPHONE), frameOf(...zeros())),
    );
    const [a, b] = await Promise.all(wires);
    expect(a).toEqual(b);
  });

  it('finds no (key, nonce) twice in 100,000 frames, many epochs, contexts and mishaps', async () => {
    const FRAMES = 100_000;
    const streams = new Set<string>();
    const keys = new FrameKeys();
    let epoch = 0n;
    let sealedFrames = 0;
    const moves = fc.sample(fc.nat(999), { numRuns: 20_000, seed: SEED });
    const sealers = [0, 1, 2, 5, 70, 4_000].map((ctx) => {
      return new FrameSealer({ keys, codec: 'opus', ctx });
    });
    const nextEpoch = async (): Promise<void> => {
      epoch += 1n;
      await keys.install(epoch, baseKeyOf(epoch));
      keys.sendWith(epoch, Number(epoch % 3n));
    };
    const sealSome = async (ctx: number, count: number): Promise<void> => {
      // Without waiting for each other, and one more sealer that was wrongly given a known context.
      const twin = new FrameSealer({ keys, codec: 'opus', ctx: [0, 1, 2, 5, 70, 4_000][ctx] ?? 0 });
      const batch = Array.from({ length: count }, async (_, i) => {
        const frame = { data: zeros().buffer };
        const outcome = await (i % 4 === 3 ? twin : sealers[ctx])?.seal(frame);
        if (outcome !== 'passed') return;
        sealedFrames++;
        streams.add(Buffer.from(frame.data, frame.data.byteLength - 32, 16).toString('latin1'));
      });
      await Promise.all(batch);
    };
    await nextEpoch();
    for (let i = 0; sealedFrames < FRAMES; i++) {
      const move = moves[i % moves.length] ?? 0;
      if (move < 50) await nextEpoch();
      else if (move < 70) await keys.install(epoch, baseKeyOf(epoch));
      else if (move < 85) keys.sendWith(epoch, move % 5);
      else if (move < 95) keys.forgetBefore(epoch, i);
      else await sealSome(move % 6, 1 + (move % 40));
    }
    expect(epoch).toBeGreaterThan(256n);
    expect(streams.size).toBe(sealedFrames);
    expect(sealedFrames).toBeGreaterThanOrEqual(FRAMES);
  }, 60_000);
});
