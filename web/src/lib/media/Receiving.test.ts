import { toBase64Url } from '@conclave/shared/bytes';
import { ParticipantId, PeerId } from '@conclave/shared/ids';
import type { Source } from '@conclave/shared/wire/media';
import * as v from 'valibot';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnyNotification } from '../signaling/SignalingPort.ts';
import type { RosterEntry } from './IncomingStream.ts';
import { mediaKey, Receiving } from './Receiving.ts';

const id = (n: number): string => toBase64Url(new Uint8Array(16).fill(n));
const peer = (n: number): PeerId => v.parse(PeerId, id(n));
const person = (n: number): ParticipantId => v.parse(ParticipantId, id(100 + n));
const seat = (n: number, leaf = n): RosterEntry => ({
  peerId: peer(n),
  participantId: person(n),
  leaf,
  sinceEpoch: 3n,
});

/** Everything that would go to the server, the SFU or the frame worker, in order. */
class Fakes {
  readonly log: unknown[][] = [];
  now = 0;
  #consumers = 0;
  refuseConsume = false;

  readonly signaling = {
    request: (method: string, params: Record<string, unknown>): Promise<unknown> => {
      this.log.push([method, params]);
      if (method !== 'consume') return Promise.resolve({});
      if (this.refuseConsume) return Promise.reject(new Error('refused'));
      const producerId = String(params['producerId']);
      const consumerId = `c${++this.#consumers}`;
      return Promise.resolve({ ...answer(producerId), consumerId });
    },
    onNotification: () => () => undefined,
    onConnection: () => () => undefined,
  };

  readonly transports = {
    receiving: {
      consume: (options: { id: string; onRtpReceiver: (receiver: object) => void }) => {
        const receiver: { transform?: unknown } = {};
        options.onRtpReceiver(receiver);
        this.log.push(['transformAtOnce', receiver.transform !== undefined]);
        return Promise.resolve({
          ...options,
          track: {},
          close: () => this.log.push(['closed', options.id]),
        });
      },
    },
  };

  readonly frames = {
    openTransform: (stream: { leaf: number; sinceEpoch: bigint; source: Source }) => {
      this.log.push(['open', stream.leaf, stream.sinceEpoch, stream.source]);
      return { id: `t${stream.leaf}`, transform: {} };
    },
    expect: (receiver: string, sender: { leaf?: number }) =>
      void this.log.push(['expect', receiver, sender.leaf]),
    release: (transform: string) => void this.log.push(['release', transform]),
  };

  /** What happened under these names since the last look. */
  take(...names: string[]): unknown[][] {
    const seen = this.log.filter(([name]) => names.includes(String(name)));
    this.log.length = 0;
    return seen;
  }
}

function answer(producerId: string): object {
  const video = !producerId.startsWith('mic');
  return {
    peerId: peer(1),
    producerId,
    source: video ? 'camera' : 'microphone',
    kind: video ? 'video' : 'audio',
    producerPaused: false,
    rtpParameters: {
      codecs: [
        { mimeType: video ? 'video/VP8' : 'audio/opus', payloadType: 101, clockRate: 90_000 },
      ],
      encodings: [{ ssrc: 1, scalabilityMode: 'S3T3' }],
    },
  };
}

const added = (n: number, source: Source, producerId: string): AnyNotification => ({
  name: 'producerAdded',
  payload: {
    peerId: peer(n),
    producer: {
      producerId,
      source,
      kind: source === 'microphone' ? 'audio' : 'video',
      paused: false,
    },
  },
});

function start(): { fakes: Fakes; receiving: Receiving } {
  const fakes = new Fakes();
  const { signaling, transports, frames } = fakes;
  const now = (): number => fakes.now;
  const options: unknown = { signaling, transports, frames, now, onChange: () => undefined };
  if (!isOptions(options)) throw new Error('unreachable');
  return { fakes, receiving: new Receiving(options) };
}

/** The fakes have what Receiving uses; the compiler cannot follow mediasoup-client's classes. */
function isOptions(value: unknown): value is ConstructorParameters<typeof Receiving>[0] {
  return typeof value === 'object';
}

const settled = (): Promise<void> =>
  vi.waitFor(() => undefined).then(() => new Promise(setImmediate));

beforeEach(() => {
  vi.stubGlobal('devicePixelRatio', 1);
});

describe('what a server could try', () => {
  it('never consumes a peer that the roster does not know', async () => {
    const { fakes, receiving } = start();
    receiving.setRoster([seat(1)]);
    receiving.hear(added(9, 'microphone', 'mic9'));
    receiving.hear(added(9, 'camera', 'cam9'));
    receiving.setShown(new Map([[mediaKey(person(9), 'camera'), { width: 600, height: 400 }]]));
    await settled();
    expect(fakes.take('consume', 'open')).toEqual([]);
  });

  it('drops a peer at once that the roster no longer knows, and takes no frame of theirs after', async () => {
    const { fakes, receiving } = start();
    receiving.setRoster([seat(1), seat(2)]);
    receiving.hear(added(1, 'microphone', 'mic1'));
    await settled();
    fakes.take();
    receiving.setRoster([seat(2)]);
    await settled();
    expect(fakes.take('closed', 'release', 'closeConsumer')).toEqual([
      ['closed', 'c1'],
      ['release', 't1'],
      ['closeConsumer', { consumerId: 'c1' }],
    ]);
    receiving.hear(added(1, 'microphone', 'mic1'));
    receiving.reconcile();
    await settled();
    expect(fakes.take('consume')).toEqual([]);
  });

  it('sets the transform before the receiver can hand out a frame, for the leaf of the roster', async () => {
    const { fakes, receiving } = start();
    receiving.setRoster([seat(1, 7)]);
    receiving.hear(added(1, 'microphone', 'mic1'));
    await settled();
    expect(fakes.take('open', 'transformAtOnce')).toEqual([
      ['open', 7, 3n, 'microphone'],
      ['transformAtOnce', true],
    ]);
  });

  it('expects another leaf as soon as the roster says so', async () => {
    const { fakes, receiving } = start();
    receiving.setRoster([seat(1, 7)]);
    receiving.hear(added(1, 'microphone', 'mic1'));
    await settled();
    fakes.take();
    receiving.setRoster([seat(1, 8)]);
    receiving.setRoster([seat(1, 8)]);
    expect(fakes.take('expect')).toEqual([['expect', 't7', 8]]);
  });

  it('ignores layers and closings of consumers it does not have', () => {
    const { receiving } = start();
    receiving.hear({ name: 'consumerClosed', payload: { consumerId: 'x' } });
    receiving.hear({ name: 'consumerLayers', payload: { consumerId: 'x', spatialLayer: 2 } });
    receiving.hear({ name: 'producerPaused', payload: { peerId: peer(1), producerId: 'x' } });
    expect(receiving.remotes).toEqual([]);
  });
});

describe('what is received', () => {
  const camera = mediaKey(person(1), 'camera');

  it('sound always, pictures only while their tile is shown', async () => {
    const { fakes, receiving } = start();
    receiving.setRoster([seat(1)]);
    receiving.hear(added(1, 'microphone', 'mic1'));
    receiving.hear(added(1, 'camera', 'cam1'));
    await settled();
    expect(fakes.take('consume', 'resumeConsumer')).toEqual([
      ['consume', { producerId: 'mic1' }],
      // Made ready, but not resumed.
      ['consume', { producerId: 'cam1' }],
      ['resumeConsumer', { consumerId: 'c1' }],
    ]);
    receiving.setShown(new Map([[camera, { width: 1200, height: 675 }]]));
    await settled();
    expect(fakes.take('consume', 'setPreferredLayers', 'resumeConsumer')).toEqual([
      ['setPreferredLayers', { consumerId: 'c2', spatialLayer: 2, temporalLayer: null }],
      ['resumeConsumer', { consumerId: 'c2' }],
    ]);
  });

  it('a smaller layer for a smaller tile, and nothing said twice', async () => {
    const { fakes, receiving } = start();
    receiving.setRoster([seat(1)]);
    receiving.setShown(new Map([[camera, { width: 1200, height: 675 }]]));
    receiving.hear(added(1, 'camera', 'cam1'));
    await settled();
    fakes.take();
    for (let times = 0; times < 3; times++) {
      receiving.setShown(new Map([[camera, { width: 148, height: 84 }]]));
    }
    await settled();
    expect(fakes.take('setPreferredLayers', 'resumeConsumer')).toEqual([
      ['setPreferredLayers', { consumerId: 'c1', spatialLayer: 0, temporalLayer: null }],
    ]);
  });

  it('a hidden picture is paused, and let go when nobody came back to it', async () => {
    const { fakes, receiving } = start();
    receiving.setRoster([seat(1)]);
    receiving.setShown(new Map([[camera, { width: 600, height: 338 }]]));
    receiving.hear(added(1, 'camera', 'cam1'));
    await settled();
    fakes.take();
    receiving.setShown(new Map());
    await settled();
    expect(fakes.take('pauseConsumer', 'closeConsumer')).toEqual([
      ['pauseConsumer', { consumerId: 'c1' }],
    ]);
    fakes.now += 30_000;
    receiving.reconcile();
    receiving.reconcile();
    await settled();
    expect(fakes.take('closeConsumer', 'consume')).toEqual([
      ['closeConsumer', { consumerId: 'c1' }],
    ]);
  });

  it('makes no more than a page ready in a large room', async () => {
    const { fakes, receiving } = start();
    const crowd = Array.from({ length: 60 }, (_, n) => n + 1);
    receiving.setRoster(crowd.map((n) => seat(n)));
    for (const n of crowd) receiving.hear(added(n, 'camera', `cam${n}`));
    await settled();
    receiving.reconcile();
    await settled();
    expect(fakes.take('consume')).toHaveLength(18);
  });

  it('tries a refused stream again, but not at once', async () => {
    const { fakes, receiving } = start();
    fakes.refuseConsume = true;
    receiving.setRoster([seat(1)]);
    receiving.hear(added(1, 'microphone', 'mic1'));
    await settled();
    for (let times = 0; times < 5; times++) receiving.reconcile();
    await settled();
    expect(fakes.take('consume')).toHaveLength(1);
    fakes.now += 2000;
    receiving.reconcile();
    expect(fakes.take('consume')).toHaveLength(1);
  });

  it('closes what arrives after it was closed itself', async () => {
    const { fakes, receiving } = start();
    receiving.setRoster([seat(1)]);
    receiving.hear(added(1, 'microphone', 'mic1'));
    receiving.close();
    await settled();
    expect(fakes.take('closed')).toEqual([['closed', 'c1']]);
  });
});
