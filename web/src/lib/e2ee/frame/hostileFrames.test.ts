import { concat } from '@conclave/shared/bytes';
import { SOURCES } from '@conclave/shared/wire/media';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BaseKey } from '../sframe/BaseKey.ts';
import { ctxOf } from '../sframe/ctx.ts';
import { MAX_HEADER_VALUE } from '../sframe/header.ts';
import { encodeKid } from '../sframe/kid.ts';
import { REPLAY_WINDOW } from '../sframe/ReplayWindow.ts';
import { seal } from '../sframe/seal.ts';
import { FrameKeys, KEEP_OLD_EPOCH_MS } from './FrameKeys.ts';
import { FrameOpener } from './FrameOpener.ts';
import { MAX_STREAMS_PER_LEAF } from './ReplayWindows.ts';
import {
  baseKeyOf,
  bytesOf,
  CAMERA,
  frameOf,
  memberKeys,
  MICROPHONE,
  opened,
  openerOf,
  sealed,
  sealerOf,
  vp8Frame,
} from './testCall.ts';

const SEED = 0x9605;
const ALICE = 3;
const CAROL = 4;
const plain = Uint8Array.of(1, 2, 3, 4, 5);

describe('[R127] [T22] replayed frames', () => {
  it('open once in their epoch, and are dropped as replayed however often they come', async () => {
    const wire = await sealed(sealerOf(await memberKeys(ALICE, 5n), MICROPHONE), frameOf(...plain));
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    const outcomes = [];
    for (let i = 0; i < 4; i++) outcomes.push(await opened(opener, wire));
    expect(outcomes).toEqual([plain, 'replayed', 'replayed', 'replayed']);
  });

  it('open once when they come twice at the same time', async () => {
    const wire = await sealed(sealerOf(await memberKeys(ALICE, 5n), MICROPHONE), frameOf(...plain));
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    const both = await Promise.all([opened(opener, wire), opened(opener, wire)]);
    expect(both).toContainEqual(plain);
    expect(both).toContain('replayed');
  });

  it('stay dropped on another consumer for the same stream', async () => {
    const wire = await sealed(sealerOf(await memberKeys(ALICE, 5n), MICROPHONE), frameOf(...plain));
    const bob = await memberKeys(1, 5n);
    await opened(openerOf(bob, MICROPHONE, ALICE), wire);
    expect(await opened(openerOf(bob, MICROPHONE, ALICE), wire)).toBe('replayed');
  });

  it('of an old epoch are dropped while its key is held, and after', async () => {
    const alice = await memberKeys(ALICE, 5n);
    const wire = await sealed(sealerOf(alice, MICROPHONE), frameOf(...plain));
    const late = await sealed(sealerOf(alice, MICROPHONE), frameOf(...plain));
    const bob = await memberKeys(1, 5n, 6n);
    const opener = openerOf(bob, MICROPHONE, ALICE);
    bob.forgetBefore(6n, 0);
    expect(await opened(opener, wire, 1)).toEqual(plain);
    expect(await opened(opener, wire, 2)).toBe('replayed');
    expect(await opened(opener, wire, KEEP_OLD_EPOCH_MS)).toBe('noKey');
    expect(await opened(opener, late, KEEP_OLD_EPOCH_MS)).toBe('noKey');
  });

  it('of 256 epochs ago do not pass for the epoch that looks the same', async () => {
    const wire = await sealed(sealerOf(await memberKeys(ALICE, 5n), MICROPHONE), frameOf(...plain));
    const opener = openerOf(await memberKeys(1, 5n, 261n), MICROPHONE, ALICE);
    expect(await opened(opener, wire)).toBe('badTag');
  });

  it('of another meeting do not open', async () => {
    const keys = new FrameKeys();
    await keys.install(5n, baseKeyOf(5n, 2));
    keys.sendWith(5n, ALICE);
    const wire = await sealed(sealerOf(keys, MICROPHONE), frameOf(...plain));
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    expect(await opened(opener, wire)).toBe('badTag');
  });

  it('cannot be told from new ones beyond the window, and are dropped', async () => {
    const alice = sealerOf(await memberKeys(ALICE, 5n), MICROPHONE);
    const wires = [];
    for (let i = 0; i <= REPLAY_WINDOW; i++) wires.push(await sealed(alice, frameOf(...plain)));
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    const [first, second] = wires;
    const last = wires.at(-1);
    if (first === undefined || second === undefined || last === undefined) throw new Error('none');
    expect(await opened(opener, last)).toEqual(plain);
    expect(await opened(opener, first)).toBe('replayed');
    expect(await opened(opener, second)).toEqual(plain);
  });

  it('cannot be made to pass, nor honest frames to fail, by forged counters', async () => {
    const alice = sealerOf(await memberKeys(ALICE, 5n), MICROPHONE);
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    const forged = await BaseKey.import(new Uint8Array(16));
    const kid = encodeKid({ ctx: 0, leaf: ALICE, epochLow: 5 });
    const key = await forged.derive(kid, 'encrypt');
    const far = await seal(key, MAX_HEADER_VALUE, { clear: new Uint8Array(0), body: plain });
    expect(await opened(opener, far)).toBe('badTag');
    expect(await opened(opener, await sealed(alice, frameOf(...plain)))).toEqual(plain);
  });
});

describe('[T22] frames of somebody else', () => {
  it('are dropped whoever they come from, other leaf or other source', async () => {
    const bob = await memberKeys(1, 5n);
    const outcomes = [];
    for (const leaf of [ALICE, CAROL]) {
      for (const source of SOURCES) {
        const sender = { codec: 'opus', source } as const;
        const wire = await sealed(sealerOf(await memberKeys(leaf, 5n), sender), frameOf(...plain));
        outcomes.push(await opened(openerOf(bob, MICROPHONE, ALICE), wire));
      }
    }
    const wrong = 'wrongSender';
    expect(outcomes).toEqual([plain, wrong, wrong, wrong, wrong, wrong, wrong, wrong]);
  });

  it('do not open as the expected sender when their key id is rewritten', async () => {
    const carol = sealerOf(await memberKeys(CAROL, 5n), MICROPHONE);
    const wire = await sealed(carol, frameOf(...plain));
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    expect(await opened(opener, wire)).toBe('wrongSender');
    // Config byte, then the leaf in its own byte: ctx 0 gives a KID of two bytes.
    expect([wire[1], wire[2]]).toEqual([CAROL, 5]);
    wire[1] = ALICE;
    expect(await opened(opener, wire)).toBe('badTag');
  });

  it('are dropped while the participant is no leaf at all', async () => {
    const wire = await sealed(sealerOf(await memberKeys(0, 5n), MICROPHONE), frameOf(...plain));
    const keys = await memberKeys(1, 5n);
    const expected = { source: 'microphone', sinceEpoch: 0n } as const;
    const opener = new FrameOpener({ keys, codec: 'opus', expected });
    expect(await opened(opener, wire)).toBe('wrongSender');
  });

  it('who left are not heard as the newcomer who got their leaf', async () => {
    const left = sealerOf(await memberKeys(ALICE, 5n), MICROPHONE);
    const heldBack = await sealed(left, frameOf(...plain));
    const newcomer = sealerOf(await memberKeys(ALICE, 7n), MICROPHONE);
    const bob = await memberKeys(1, 5n, 6n, 7n);
    const expected = { leaf: ALICE, source: 'microphone', sinceEpoch: 7n } as const;
    const opener = new FrameOpener({ keys: bob, codec: 'opus', expected });
    expect(await opened(opener, heldBack)).toBe('wrongSender');
    expect(await opened(opener, await sealed(newcomer, frameOf(...plain)))).toEqual(plain);
  });

  it('follow the participant to a new leaf, and are dropped from the old', async () => {
    const old = sealerOf(await memberKeys(ALICE, 5n), MICROPHONE);
    const back = sealerOf(await memberKeys(9, 6n), MICROPHONE);
    const opener = openerOf(await memberKeys(1, 5n, 6n), MICROPHONE, ALICE);
    expect(await opened(opener, await sealed(back, frameOf(...plain)))).toBe('wrongSender');
    opener.expect({ leaf: 9, source: 'microphone', sinceEpoch: 6n });
    expect(await opened(opener, await sealed(back, frameOf(...plain)))).toEqual(plain);
    expect(await opened(opener, await sealed(old, frameOf(...plain)))).toBe('wrongSender');
  });

  it('who floods us with streams cannot make us keep more than their share', async () => {
    const alice = await memberKeys(ALICE, 5n);
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    const outcomes = new Map<unknown, number>();
    for (let instance = 0; instance < MAX_STREAMS_PER_LEAF + 5; instance++) {
      const sealer = sealerOf(alice, { ...MICROPHONE, instance });
      const outcome = String(await opened(opener, await sealed(sealer, frameOf(...plain))));
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(Object.fromEntries(outcomes)).toEqual({
      [String(plain)]: MAX_STREAMS_PER_LEAF,
      replayed: 5,
    });
  });
});

describe('[T22] damaged frames', () => {
  it.each([
    ['Opus', MICROPHONE, frameOf(...plain)],
    ['VP8 key', CAMERA, vp8Frame('key', 40)],
    ['VP8 delta', CAMERA, vp8Frame('delta', 40)],
  ] as const)('of %s do not open with any bit flipped', async (_, stream, frame) => {
    const original = bytesOf(frame).slice();
    const wire = await sealed(sealerOf(await memberKeys(ALICE, 5n), stream), frame);
    const opener = openerOf(await memberKeys(1, 5n), stream, ALICE);
    let refused = 0;
    for (let bit = 0; bit < wire.length * 8; bit++) {
      const bad = new Uint8Array(wire);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (typeof (await opened(opener, bad)) === 'string') refused++;
    }
    expect(refused).toBe(wire.length * 8);
    expect(await opened(opener, wire)).toEqual(original);
  });

  it.each([
    ['Opus', MICROPHONE, frameOf(...plain)],
    ['VP8 key', CAMERA, vp8Frame('key', 40)],
    ['VP8 delta', CAMERA, vp8Frame('delta', 40)],
  ] as const)('of %s do not open cut to any length', async (_, stream, frame) => {
    const wire = await sealed(sealerOf(await memberKeys(ALICE, 5n), stream), frame);
    const opener = openerOf(await memberKeys(1, 5n), stream, ALICE);
    const outcomes = [];
    for (let size = 0; size < wire.length; size++) {
      outcomes.push(await opened(opener, wire.slice(0, size)));
    }
    const told = ['empty', 'truncated', 'badTag'];
    expect(outcomes[0]).toBe('empty');
    expect(outcomes.slice(1).filter((outcome) => !told.slice(1).includes(String(outcome)))).toEqual(
      [],
    );
    expect(outcomes.at(-1)).toBe('badTag');
  });

  it('do not open when glued to others', async () => {
    const sealer = sealerOf(await memberKeys(ALICE, 5n), MICROPHONE);
    const one = await sealed(sealer, frameOf(...plain));
    const two = await sealed(sealer, frameOf(...plain));
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    expect(await opened(opener, concat(one, two))).toBe('badTag');
    // The header of one on the body of the other.
    expect(await opened(opener, concat(one.subarray(0, 3), two.subarray(3)))).toBe('badTag');
  });

  it('name counters of 2^48 in vain, and open at 2^48 - 1', async () => {
    const kid = encodeKid({ ctx: ctxOf(0, 'microphone'), leaf: ALICE, epochLow: 5 });
    const key = await (await BaseKey.import(baseKeyOf(5n))).derive(kid, 'encrypt');
    const last = await seal(key, MAX_HEADER_VALUE, { clear: new Uint8Array(0), body: plain });
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    expect(await opened(opener, last)).toEqual(plain);
    const beyond = concat(Uint8Array.of(0x9e, ALICE, 5, 1, 0, 0, 0, 0, 0, 0), last.subarray(9));
    expect(await opened(opener, beyond)).toBe('malformed');
  });
});

describe('[T22] frames that nobody sealed', () => {
  it('never pass, whatever is in them', async () => {
    const bob = await memberKeys(1, 5n);
    const openers = [MICROPHONE, CAMERA, { codec: 'vp9', source: 'camera' } as const].map(
      (stream) => openerOf(bob, stream, ALICE),
    );
    const silence = [0xf8, 0xff, 0xfe];
    const hostile = fc.oneof(
      fc.constant(Uint8Array.from(silence)),
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      // Begins like a frame of the expected sender.
      fc.uint8Array({ maxLength: 80 }).map((rest) => Uint8Array.of(0x90, ALICE, 5, ...rest)),
    );
    await fc.assert(
      fc.asyncProperty(hostile, fc.constantFrom(...openers), async (bytes, opener) => {
        const outcome = await opened(opener, bytes);
        expect(['truncated', 'malformed', 'wrongSender', 'noKey', 'badTag']).toContain(outcome);
      }),
      { seed: SEED, numRuns: 10_000 },
    );
  });

  it('are refused for codecs that we do not know, sealed or not', async () => {
    const wire = await sealed(sealerOf(await memberKeys(ALICE, 5n), MICROPHONE), frameOf(...plain));
    const expected = { leaf: ALICE, source: 'microphone', sinceEpoch: 0n } as const;
    const keys = await memberKeys(1, 5n);
    const opener = new FrameOpener({ keys, codec: undefined, expected });
    expect(await opened(opener, wire)).toBe('unknownCodec');
    expect(await opened(opener, plain)).toBe('unknownCodec');
  });

  it('are ignored when there is nothing in them', async () => {
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    expect(await opened(opener, new Uint8Array(0))).toBe('empty');
  });

  it('are dropped without any key', async () => {
    const wire = await sealed(sealerOf(await memberKeys(ALICE, 5n), MICROPHONE), frameOf(...plain));
    expect(await opened(openerOf(new FrameKeys(), MICROPHONE, ALICE), wire)).toBe('noKey');
  });

  it('leave the frame as it was when it does not pass', async () => {
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    const frame = frameOf(...plain);
    await opener.open(frame, 0);
    expect(bytesOf(frame)).toEqual(plain);
  });
});

describe('[R121] honest frames', () => {
  it('open to what was sealed: every codec and source, lost and reordered, over epochs', async () => {
    const streams = SOURCES.flatMap((source) =>
      (['opus', 'vp8', 'vp9'] as const).map((codec) => ({ codec, source })),
    );
    const alice = await memberKeys(ALICE, 5n);
    const bob = await memberKeys(1, 5n);
    await alice.install(6n, baseKeyOf(6n));
    await bob.install(6n, baseKeyOf(6n));
    const body = fc.uint8Array({ minLength: 12, maxLength: 300 });
    let instance = 0;
    const run = async (stream: (typeof streams)[number], bodies: Uint8Array[]): Promise<void> => {
      const sealer = sealerOf(alice, { ...stream, instance: instance++ });
      const opener = openerOf(bob, stream, ALICE);
      const wires = [];
      for (const bytes of bodies) wires.push(await sealed(sealer, frameOf(...bytes)));
      for (const [i, wire] of [...wires.entries()].reverse()) {
        expect(await opened(opener, wire)).toEqual(Uint8Array.from(bodies[i] ?? []));
      }
      if (instance === 30) alice.sendWith(6n, ALICE);
    };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...streams), fc.array(body, { maxLength: 12 }), run),
      { seed: SEED, numRuns: 80 },
    );
  });

  it('are rejected none in 10,000', async () => {
    const sealer = sealerOf(await memberKeys(ALICE, 5n), MICROPHONE);
    const opener = openerOf(await memberKeys(1, 5n), MICROPHONE, ALICE);
    let passed = 0;
    for (let i = 0; i < 10_000; i++) {
      const frame = frameOf(...plain);
      await sealer.seal(frame);
      if ((await opener.open(frame, i)) === 'passed') passed++;
    }
    expect(passed).toBe(10_000);
  });
});
