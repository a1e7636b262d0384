import { describe, expect, it } from 'vitest';
import { ctxOf } from '../sframe/ctx.ts';
import type { EncodedFrame } from './EncodedFrame.ts';
import { FakeTransformer } from './FakeTransformer.ts';
import { KEEP_OLD_EPOCH_MS } from './FrameKeys.ts';
import { FramePipes } from './FramePipes.ts';
import type { FromFrameWorker, TransformStats } from './messages.ts';
import { baseKeyOf, bytesOf, frameOf, vp8Frame } from './testCall.ts';

const ALICE = 3;
const sealOptions = {
  direction: 'seal',
  id: 'out',
  kind: 'audio',
  mimeType: 'audio/opus',
  source: 'microphone',
  ctx: 0,
};
const openOptions = {
  direction: 'open',
  id: 'in',
  kind: 'audio',
  mimeType: 'audio/opus',
  source: 'microphone',
  leaf: ALICE,
  sinceEpoch: 0n,
};

class Rig {
  now = 50_000;
  readonly posted: FromFrameWorker[] = [];
  readonly pipes = new FramePipes({
    post: (message) => this.posted.push(message),
    now: () => this.now,
  });

  attach(options: unknown): FakeTransformer {
    const transformer = new FakeTransformer(options);
    this.pipes.attach(transformer);
    return transformer;
  }

  keys(epoch: bigint, leaf = ALICE): void {
    this.pipes.receive({ op: 'install', epoch, baseKey: baseKeyOf(epoch) });
    this.pipes.receive({ op: 'sendWith', epoch, leaf });
  }

  /** Codes of all faults so far, with the transform if one is named. */
  faults(): string[] {
    return this.posted.flatMap((message) => {
      if (message.op !== 'fault') return [];
      return [message.id === undefined ? message.code : `${message.code} ${message.id}`];
    });
  }

  stats(): readonly TransformStats[] {
    this.pipes.receive({ op: 'stats' });
    const last = this.posted.at(-1);
    return last?.op === 'stats' ? last.transforms : [];
  }
}

const camera = { kind: 'video', mimeType: 'video/VP8', source: 'camera' };

/** Frames of a camera as they leave Alice's browser. */
async function sealedVideo(types: readonly ('key' | 'delta')[]): Promise<EncodedFrame[]> {
  const rig = new Rig();
  rig.keys(5n);
  const sender = rig.attach({ ...sealOptions, ...camera, ctx: ctxOf(0, 'camera') });
  for (const type of types) await sender.give(vp8Frame(type, 30));
  return sender.out;
}

/** Frames of a microphone as they leave Alice's browser. */
async function sealedFrames(epoch: bigint, count: number): Promise<EncodedFrame[]> {
  const rig = new Rig();
  rig.keys(epoch);
  const sender = rig.attach(sealOptions);
  for (let i = 0; i < count; i++) await sender.give(frameOf(1, 2, i));
  return sender.out;
}

describe('[T22] frame pipes let nothing pass', () => {
  it('without a key, in either direction, and count it', async () => {
    const rig = new Rig();
    const [out, into] = [rig.attach(sealOptions), rig.attach(openOptions)];
    await out.give(frameOf(1, 2, 3));
    await into.give(frameOf(1, 2, 3));
    const [wire] = await sealedFrames(5n, 1);
    await into.give(wire ?? frameOf());
    expect([out.out, into.out]).toEqual([[], []]);
    const dropped = rig.stats().map((transform) => transform.dropped);
    expect(dropped).toMatchObject([{ noKey: 1 }, { noKey: 1, truncated: 1 }]);
    expect(rig.posted.some(({ op }) => op === 'firstSealed')).toBe(false);
  });

  it.each([
    ['no options', undefined],
    ['another direction', { ...sealOptions, direction: 'pass' }],
    ['a switch that we do not have', { ...sealOptions, passthrough: true }],
    ['a context of another source', { ...sealOptions, ctx: 1 }],
    ['a context that is no number', { ...sealOptions, ctx: '0' }],
    ['an epoch that is no bigint', { ...openOptions, sinceEpoch: 0 }],
    ['a leaf beyond the tree', { ...openOptions, leaf: 1024 }],
  ])('of a transform with %s', async (_, options) => {
    const rig = new Rig();
    rig.keys(5n);
    const transformer = rig.attach(options);
    await transformer.giveUnheard(frameOf(1, 2, 3));
    expect(transformer.out).toEqual([]);
    expect(rig.faults()).toEqual(['badOptions']);
    expect(transformer.readable.locked).toBe(true);
  });

  it('of a codec that cannot be sealed', async () => {
    const rig = new Rig();
    rig.keys(5n);
    const video = { ...sealOptions, kind: 'video', mimeType: 'video/H264' };
    const transformer = rig.attach({ ...video, source: 'camera', ctx: 1 });
    await transformer.give(frameOf(1, 2, 3));
    expect(transformer.out).toEqual([]);
    expect(rig.stats()).toMatchObject([{ passed: 0, dropped: { unknownCodec: 1 } }]);
  });

  it('of a second transform with a context that was used before, even after a release', async () => {
    const rig = new Rig();
    rig.keys(5n);
    rig.attach(sealOptions);
    rig.pipes.receive({ op: 'release', id: 'out' });
    const again = rig.attach({ ...sealOptions, id: 'again' });
    await again.giveUnheard(frameOf(1, 2, 3));
    expect(again.out).toEqual([]);
    expect(rig.faults()).toEqual(['ctxReused again']);
  });

  it('of a second transform with a name that is taken', async () => {
    const rig = new Rig();
    rig.keys(5n);
    rig.attach(sealOptions);
    const again = rig.attach({ ...sealOptions, ctx: 4 });
    await again.giveUnheard(frameOf(1, 2, 3));
    expect(again.out).toEqual([]);
    expect(rig.faults()).toEqual(['idReused out']);
  });

  it('of a frame that throws, and go on with the next and with the other transforms', async () => {
    const rig = new Rig();
    rig.keys(5n);
    const [broken, other] = [
      rig.attach(sealOptions),
      rig.attach({ ...sealOptions, id: 'b', ctx: 4 }),
    ];
    const detached = frameOf(1, 2, 3);
    structuredClone(detached.data, { transfer: [detached.data] });
    await broken.give(detached);
    const throwing: EncodedFrame = {
      get data(): ArrayBuffer {
        throw new Error('a secret');
      },
      set data(_: ArrayBuffer) {
        throw new Error('a secret');
      },
    };
    await broken.give(throwing);
    await broken.give(throwing);
    await broken.give(frameOf(1, 2, 3));
    await other.give(frameOf(1, 2, 3));
    expect([broken.out.length, other.out.length]).toEqual([1, 1]);
    expect(rig.stats()).toMatchObject([{ passed: 1, dropped: { failed: 3 } }, { passed: 1 }]);
    expect(rig.faults()).toEqual(['frameFailed out']);
    expect(JSON.stringify(rig.posted)).not.toContain('secret');
  });

  it('after a stream broke, while the others go on', async () => {
    const rig = new Rig();
    rig.keys(5n);
    const [broken, other] = [
      rig.attach(sealOptions),
      rig.attach({ ...sealOptions, id: 'b', ctx: 4 }),
    ];
    await broken.end(new Error('gone'));
    await other.give(frameOf(1, 2, 3));
    expect(other.out).toHaveLength(1);
    expect(rig.faults()).toEqual(['pipeFailed out']);
    expect(rig.stats().map(({ id }) => id)).toEqual(['b']);
  });

  it('replayed to a consumer that was opened again', async () => {
    const [wire] = await sealedFrames(5n, 1);
    const bytes = bytesOf(wire ?? frameOf()).slice();
    const rig = new Rig();
    rig.keys(5n, 1);
    const first = rig.attach(openOptions);
    await first.give({ data: bytes.slice().buffer });
    rig.pipes.receive({ op: 'release', id: 'in' });
    const second = rig.attach({ ...openOptions, id: 'in-2' });
    await second.give({ data: bytes.slice().buffer });
    expect([first.out.length, second.out.length]).toEqual([1, 0]);
    expect(rig.stats()).toMatchObject([{ id: 'in-2', dropped: { replayed: 1 } }]);
  });

  it('from whom the consumer does not expect, also when that was said early', async () => {
    const wires = await sealedFrames(5n, 2);
    const rig = new Rig();
    rig.keys(5n, 1);
    const elsewhere = { leaf: 9, source: 'microphone', sinceEpoch: 0n };
    rig.pipes.receive({ op: 'expect', receiverId: 'in', ...elsewhere });
    const transformer = rig.attach(openOptions);
    await transformer.give(wires[0] ?? frameOf());
    expect(rig.stats()).toMatchObject([{ passed: 0, dropped: { wrongSender: 1 } }]);
    rig.pipes.receive({ op: 'expect', receiverId: 'in', ...elsewhere, leaf: ALICE });
    await transformer.give(wires[1] ?? frameOf());
    expect(transformer.out.map(bytesOf)).toEqual([Uint8Array.of(1, 2, 1)]);
  });

  it('after stopSending, until the next sendWith', async () => {
    const rig = new Rig();
    rig.keys(5n);
    const transformer = rig.attach(sealOptions);
    await transformer.give(frameOf(1, 2, 3));
    rig.pipes.receive({ op: 'stopSending' });
    await transformer.give(frameOf(1, 2, 3));
    expect(transformer.out).toHaveLength(1);
    rig.keys(6n);
    await transformer.give(frameOf(1, 2, 3));
    expect(transformer.out).toHaveLength(2);
    expect(rig.stats()).toMatchObject([{ passed: 2, dropped: { noKey: 1 } }]);
  });

  it('of a transform that was released', async () => {
    const rig = new Rig();
    rig.keys(5n);
    const transformer = rig.attach(sealOptions);
    await transformer.give(frameOf(1, 2, 3));
    rig.pipes.receive({ op: 'release', id: 'out' });
    await expect.poll(() => transformer.cancelled).toBe(true);
    expect([transformer.out.length, rig.faults(), rig.stats()]).toEqual([1, [], []]);
  });

  it('of a transform that was released before the browser told of it', async () => {
    const rig = new Rig();
    rig.keys(5n);
    rig.pipes.receive({ op: 'release', id: 'out' });
    const transformer = rig.attach(sealOptions);
    await transformer.giveUnheard(frameOf(1, 2, 3));
    expect([transformer.out, rig.faults(), rig.stats()]).toEqual([[], [], []]);
  });
});

describe('[T22] frame pipes refuse messages', () => {
  it.each([
    ['that are none', 'install'],
    ['of an unknown kind', { op: 'passthrough' }],
    ['with a word too many', { op: 'stats', all: true }],
    ['with a short key', { op: 'install', epoch: 1n, baseKey: new Uint8Array(15) }],
    ['with an epoch below 0', { op: 'sendWith', epoch: -1n, leaf: 0 }],
    ['with an epoch as a number', { op: 'sendWith', epoch: 1, leaf: 0 }],
    ['with something else for a port', { op: 'keys', port: {} }],
  ])('%s', (_, message) => {
    const rig = new Rig();
    rig.pipes.receive(message);
    expect(rig.posted).toEqual([{ op: 'fault', code: 'badMessage' }]);
  });

  it('that would go back to an older epoch', async () => {
    const rig = new Rig();
    rig.keys(6n);
    rig.keys(5n);
    await expect.poll(() => rig.faults()).toEqual(['staleEpoch', 'staleEpoch']);
  });

  it('about keys from the main thread, once the MLS worker has its port', async () => {
    const rig = new Rig();
    const { port1, port2 } = new MessageChannel();
    rig.pipes.receive({ op: 'keys', port: port2 });
    rig.keys(5n);
    const elsewhere = 'keysElsewhere';
    expect(rig.faults()).toEqual([elsewhere, elsewhere]);
    port1.postMessage({ op: 'install', epoch: 5n, baseKey: baseKeyOf(5n) });
    port1.postMessage({ op: 'sendWith', epoch: 5n, leaf: ALICE });
    port1.postMessage({ op: 'release', id: 'out' });
    await expect.poll(() => rig.faults()).toEqual([elsewhere, elsewhere, 'badMessage']);
    const transformer = rig.attach(sealOptions);
    await transformer.give(frameOf(1, 2, 3));
    expect(transformer.out).toHaveLength(1);
    port1.close();
  });
});

describe('[R121] frame pipes', () => {
  it('carry frames from one browser to the other, and say when the first left sealed', async () => {
    const alice = new Rig();
    alice.keys(5n);
    const out = alice.attach(sealOptions);
    await out.give(frameOf(1, 2, 3));
    await out.give(frameOf(4, 5, 6));
    const said = alice.posted.filter(({ op }) => op === 'firstSealed');
    expect(said).toEqual([{ op: 'firstSealed', senderId: 'out' }]);

    const bob = new Rig();
    bob.keys(5n, 1);
    const into = bob.attach(openOptions);
    for (const frame of out.out) await into.give(frame);
    await into.give(frameOf());
    expect(into.out.map(bytesOf)).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5, 6)]);
    const none = {
      noKey: 0,
      wrongSender: 0,
      replayed: 0,
      badTag: 0,
      truncated: 0,
      malformed: 0,
      unknownCodec: 0,
      exhausted: 0,
      failed: 0,
    };
    const stream = { id: 'in', direction: 'open', kind: 'audio' };
    expect(bob.stats()).toEqual([{ ...stream, passed: 2, dropped: none, lastPassedAt: 50_000 }]);
  });

  it('wipe the base key that came with a message', () => {
    const baseKey = baseKeyOf(5n);
    new Rig().pipes.receive({ op: 'install', epoch: 5n, baseKey });
    expect(baseKey).toEqual(new Uint8Array(16));
  });

  it('forget old epochs 10 s after sending with a newer one, whether or not time is told', async () => {
    const wires = await sealedFrames(5n, 3);
    const rig = new Rig();
    rig.keys(5n, 1);
    const transformer = rig.attach(openOptions);
    await transformer.give(wires[0] ?? frameOf());
    rig.keys(6n, 1);
    rig.now += KEEP_OLD_EPOCH_MS - 1;
    await transformer.give(wires[1] ?? frameOf());
    rig.now += 1;
    await transformer.give(wires[2] ?? frameOf());
    expect(rig.stats()).toMatchObject([{ passed: 2, dropped: { noKey: 1 } }]);
  });

  it('stop sealing with an old epoch when it is forgotten and no newer one was named', async () => {
    const rig = new Rig();
    rig.keys(5n);
    rig.pipes.receive({ op: 'forgetBefore', epoch: 6n });
    const transformer = rig.attach(sealOptions);
    rig.now += KEEP_OLD_EPOCH_MS - 1;
    rig.pipes.tick();
    await transformer.give(frameOf(1, 2, 3));
    rig.now += 1;
    rig.pipes.tick();
    await transformer.give(frameOf(1, 2, 3));
    expect(rig.stats()).toMatchObject([{ passed: 1, dropped: { noKey: 1 } }]);
  });

  it('forget old epochs on the word of a member who only listens', async () => {
    const [wire] = await sealedFrames(5n, 1);
    const rig = new Rig();
    rig.pipes.receive({ op: 'install', epoch: 5n, baseKey: baseKeyOf(5n) });
    rig.pipes.receive({ op: 'forgetBefore', epoch: 6n });
    rig.now += KEEP_OLD_EPOCH_MS;
    const transformer = rig.attach(openOptions);
    await transformer.give(wire ?? frameOf());
    expect(rig.stats()).toMatchObject([{ passed: 0, dropped: { noKey: 1 } }]);
  });

  it('push stats with each tick while there are transforms, and only then', async () => {
    const rig = new Rig();
    rig.pipes.tick();
    expect(rig.posted).toEqual([]);
    const transformer = rig.attach(sealOptions);
    rig.pipes.tick();
    rig.pipes.tick();
    expect(rig.posted.map(({ op }) => op)).toEqual(['stats', 'stats']);
    await transformer.end();
    rig.pipes.tick();
    expect(rig.posted).toHaveLength(2);
  });

  it('ask for a key frame when video opens again after a gap, once a second until it comes', async () => {
    const types = ['delta', 'key', 'delta', 'delta', 'delta', 'key', 'delta'] as const;
    const wires = await sealedVideo(types);
    const bob = new Rig();
    const into = bob.attach({ ...openOptions, ...camera });
    const asked: number[] = [];
    for (const [i, wire] of wires.entries()) {
      // The key arrives after two frames; the last two frames are seconds later.
      if (i === 2) bob.keys(5n, 1);
      if (i >= 4) bob.now += 1_000;
      await into.give(wire);
      asked.push(into.keyFramesAsked);
    }
    expect(asked).toEqual([0, 0, 1, 1, 2, 2, 2]);
    expect(into.out).toHaveLength(5);
  });

  it('ask for no key frame without a gap, for frames that came twice, or of a microphone', async () => {
    const [key, delta] = await sealedVideo(['key', 'delta']);
    const bob = new Rig();
    bob.keys(5n, 1);
    const into = bob.attach({ ...openOptions, ...camera });
    const twice = bytesOf(key ?? frameOf()).slice();
    await into.give({ data: twice.slice().buffer, type: 'key' });
    await into.give({ data: twice.buffer, type: 'key' });
    await into.give(delta ?? frameOf());
    expect(bob.stats()).toMatchObject([{ passed: 2, dropped: { replayed: 1 } }]);

    const listener = new Rig();
    const sound = listener.attach(openOptions);
    const [lost, heard] = await sealedFrames(5n, 2);
    await sound.give(lost ?? frameOf());
    listener.keys(5n, 1);
    await sound.give(heard ?? frameOf());
    expect(sound.out).toHaveLength(1);
    expect([into.keyFramesAsked, sound.keyFramesAsked]).toEqual([0, 0]);
  });
});
