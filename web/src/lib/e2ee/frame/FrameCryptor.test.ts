import { describe, expect, it } from 'vitest';
import { FakeTransformer } from './FakeTransformer.ts';
import { FrameCryptor, type CryptorFault, type FrameCryptorOptions } from './FrameCryptor.ts';
import { FramePipes } from './FramePipes.ts';
import type { TransformStats } from './messages.ts';
import { baseKeyOf, bytesOf, frameOf } from './testCall.ts';

/** A frame worker in this thread: the real pipes behind the real structured clone. */
class FakeWorker extends EventTarget implements Worker {
  onmessage = null;
  onmessageerror = null;
  onerror = null;
  terminated = 0;
  received: unknown[] = [];
  readonly pipes = new FramePipes({
    post: (message) => this.say(structuredClone(message)),
    now: () => 1_000,
  });
  readonly #channel = new MessageChannel();

  constructor() {
    super();
    this.#channel.port2.onmessage = ({ data }: MessageEvent<unknown>) => {
      this.received.push(data);
      this.pipes.receive(data);
    };
  }

  say(data: unknown): void {
    if (this.terminated === 0) this.dispatchEvent(new MessageEvent('message', { data }));
  }

  postMessage(message: unknown, transfer?: Transferable[] | StructuredSerializeOptions): void {
    const list = Array.isArray(transfer) ? transfer : (transfer?.transfer ?? []);
    this.#channel.port1.postMessage(message, list);
  }

  terminate(): void {
    this.terminated++;
    this.#channel.port1.close();
  }
}

type Opened = {
  readonly cryptor: FrameCryptor;
  readonly worker: FakeWorker;
  readonly options: unknown[];
  readonly faults: CryptorFault[];
};

async function openCryptor(extra: Partial<FrameCryptorOptions> = {}): Promise<Opened> {
  const worker = new FakeWorker();
  const options: unknown[] = [];
  const faults: CryptorFault[] = [];
  const opening = FrameCryptor.open({
    openWorker: () => worker,
    makeTransform: (_, transform) => {
      options.push(transform);
      return {};
    },
    onFault: (fault) => faults.push(fault),
    ...extra,
  });
  worker.say({ op: 'ready' });
  return { cryptor: await opening, worker, options, faults };
}

const microphone = { kind: 'audio', mimeType: 'audio/opus', source: 'microphone' } as const;

describe('[T22] frame cryptor, failing closed', () => {
  it('gives no transform whose context is of another source', async () => {
    const { cryptor, options } = await openCryptor();
    expect(() => cryptor.sealTransform({ ...microphone, ctx: 1 })).toThrow();
    expect(() => cryptor.sealTransform({ ...microphone, ctx: -4 })).toThrow();
    expect(options).toEqual([]);
  });

  it('gives no transform after close', async () => {
    const { cryptor, worker } = await openCryptor();
    cryptor.close();
    cryptor.close();
    expect(worker.terminated).toBe(1);
    expect(() => cryptor.sealTransform({ ...microphone, ctx: 0 })).toThrow('closed');
    await expect(cryptor.stats()).rejects.toThrow('closed');
    cryptor.release('frames-1');
    cryptor.postKeys({ op: 'sendWith', epoch: 1n, leaf: 0 });
    expect(worker.received).toEqual([]);
  });

  it('opens no cryptor whose worker cannot start', async () => {
    const worker = new FakeWorker();
    const faults: CryptorFault[] = [];
    const opening = FrameCryptor.open({
      openWorker: () => worker,
      onFault: (fault) => faults.push(fault),
    });
    worker.dispatchEvent(new Event('error'));
    await expect(opening).rejects.toThrow('closed');
    expect([worker.terminated, faults]).toEqual([1, [{ code: 'workerFailed' }]]);
  });

  it('ends a worker that threw', async () => {
    const { cryptor, worker, faults } = await openCryptor();
    const waiting = cryptor.stats();
    worker.dispatchEvent(new Event('error'));
    await expect(waiting).rejects.toThrow('closed');
    expect([worker.terminated, faults]).toEqual([1, [{ code: 'workerFailed' }]]);
  });

  it('reports what the worker says out of turn, and heeds none of it', async () => {
    const stats: unknown[] = [];
    const { worker, faults } = await openCryptor({
      onStats: (transforms) => stats.push(transforms),
    });
    worker.say({ op: 'stats', transforms: 'all well' });
    worker.say(undefined);
    expect([faults, stats]).toEqual([[{ code: 'badMessage' }, { code: 'badMessage' }], []]);
  });

  it('is not supported without every part of it', () => {
    class Part {
      transform = null;
      postMessage(): void {
        this.transform = null;
      }
      encrypt(): void {
        this.transform = null;
      }
    }
    Object.defineProperty(Part.prototype, 'transform', { value: null });
    const names = [
      'RTCRtpScriptTransform',
      'RTCRtpSender',
      'RTCRtpReceiver',
      'Worker',
      'SubtleCrypto',
    ];
    const browser = Object.fromEntries(names.map((name) => [name, Part]));
    expect(FrameCryptor.supported(browser)).toBe(true);
    for (const missing of names) {
      expect(FrameCryptor.supported({ ...browser, [missing]: undefined })).toBe(false);
    }
    // Old Chromium: senders know no transform, only createEncodedStreams.
    expect(FrameCryptor.supported({ ...browser, RTCRtpSender: Map })).toBe(false);
    expect(FrameCryptor.supported()).toBe(false);
  });
});

describe('[R121] frame cryptor', () => {
  it('waits until the worker hears transforms', async () => {
    const worker = new FakeWorker();
    let opened = false;
    const opening = FrameCryptor.open({ openWorker: () => worker }).then(() => (opened = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(opened).toBe(false);
    worker.say({ op: 'ready' });
    await opening;
    expect(opened).toBe(true);
  });

  it('describes streams to the worker, each under an id of its own', async () => {
    const { cryptor, options } = await openCryptor();
    const out = cryptor.sealTransform({ ...microphone, ctx: 8 });
    const into = cryptor.openTransform({ ...microphone, leaf: 2, sinceEpoch: 4n });
    const absent = cryptor.openTransform({ ...microphone, sinceEpoch: 4n });
    expect(options).toEqual([
      { direction: 'seal', id: out.id, ...microphone, ctx: 8 },
      { direction: 'open', id: into.id, ...microphone, leaf: 2, sinceEpoch: 4n },
      { direction: 'open', id: absent.id, ...microphone, sinceEpoch: 4n },
    ]);
    expect(new Set([out.id, into.id, absent.id]).size).toBe(3);
  });

  it('carries a frame from one member to another, with keys over a port of the MLS worker', async () => {
    const sealed: string[] = [];
    const seen: (readonly TransformStats[])[] = [];
    const { cryptor, worker, options, faults } = await openCryptor({
      onFirstSealed: (senderId) => sealed.push(senderId),
      onStats: (transforms) => seen.push(transforms),
    });
    const { port1, port2 } = new MessageChannel();
    cryptor.useKeys(port2);
    port1.postMessage({ op: 'install', epoch: 9n, baseKey: baseKeyOf(9n) });
    port1.postMessage({ op: 'sendWith', epoch: 9n, leaf: 6 });
    // Its refusal tells that what was said before it has arrived.
    port1.postMessage('that was all');
    await expect.poll(() => faults).toEqual([{ code: 'badMessage' }]);
    const out = cryptor.sealTransform({ ...microphone, ctx: 8 });
    const into = cryptor.openTransform({ ...microphone, leaf: 2, sinceEpoch: 4n });
    cryptor.expect(into.id, { leaf: 6, source: 'microphone', sinceEpoch: 9n });
    await cryptor.stats();

    const [sending, receiving] = options.map((transform) => new FakeTransformer(transform));
    if (sending === undefined || receiving === undefined) throw new Error('no transforms');
    worker.pipes.attach(sending);
    worker.pipes.attach(receiving);
    await sending.give(frameOf(1, 2, 3));
    for (const wire of sending.out) await receiving.give(wire);
    expect(receiving.out.map(bytesOf)).toEqual([Uint8Array.of(1, 2, 3)]);
    expect([sealed, faults.length]).toEqual([[out.id], 1]);
    const [, received] = await cryptor.stats();
    expect(received).toMatchObject({ id: into.id, passed: 1, lastPassedAt: 1_000 });
    expect(seen.at(-1)).toHaveLength(2);
    cryptor.release(into.id);
    expect(await cryptor.stats()).toMatchObject([{ id: out.id }]);
    port1.close();
    cryptor.close();
  });

  it('passes a base key on and leaves the bytes to who gave them', async () => {
    const { cryptor, worker, faults } = await openCryptor();
    const baseKey = baseKeyOf(5n);
    cryptor.postKeys({ op: 'install', epoch: 5n, baseKey: baseKey.subarray() });
    await cryptor.stats();
    expect(baseKey).toEqual(baseKeyOf(5n));
    expect(worker.received).toMatchObject([{ op: 'install', epoch: 5n }, { op: 'stats' }]);
    expect(faults).toEqual([]);
    cryptor.close();
  });
});
