import type {
  NewConsumer,
  Sfu,
  SfuPeer,
  SfuPeerListener,
  SfuRoom,
} from '../../server/src/sfu/Sfu.ts';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import type { TransportOptions } from '../../shared/src/wire/media.ts';

/** An SFU that forwards nothing and remembers what it was asked. */
export class FakeSfu implements Sfu {
  readonly rooms = new Set<FakeRoom>();

  openRoom(lost: () => void): Promise<SfuRoom> {
    const room = new FakeRoom(() => this.rooms.delete(room));
    room.lost = () => {
      this.rooms.delete(room);
      lost();
    };
    this.rooms.add(room);
    return Promise.resolve(room);
  }

  /** Peers with open transports, over all rooms. */
  get peers(): number {
    return [...this.rooms].reduce((sum, room) => sum + room.peers.size, 0);
  }

  close(): void {
    this.rooms.clear();
  }
}

let ids = 0;

class FakeRoom implements SfuRoom {
  readonly peers = new Set<FakePeer>();
  readonly producers = new Map<string, FakePeer>();
  readonly close: () => void;
  lost: () => void = () => undefined;

  constructor(close: () => void) {
    this.close = close;
  }

  openPeer(listener: SfuPeerListener): Promise<SfuPeer> {
    const peer = new FakePeer(this, listener);
    this.peers.add(peer);
    return Promise.resolve(peer);
  }
}

class FakePeer implements SfuPeer {
  readonly routerRtpCapabilities = { codecs: [], headerExtensions: [] };
  readonly send = transport();
  readonly receive = transport();
  readonly listener: SfuPeerListener;
  readonly #room: FakeRoom;
  readonly #consumers = new Map<string, string>();

  constructor(room: FakeRoom, listener: SfuPeerListener) {
    this.#room = room;
    this.listener = listener;
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  restartIce(): Promise<TransportOptions['iceParameters']> {
    return Promise.resolve(this.send.iceParameters);
  }

  produce(): Promise<string> {
    const id = `producer${ids++}`;
    this.#room.producers.set(id, this);
    return Promise.resolve(id);
  }

  pauseProducer(): Promise<void> {
    return Promise.resolve();
  }

  resumeProducer(): Promise<void> {
    return Promise.resolve();
  }

  closeProducer(producerId: string): void {
    this.#room.producers.delete(producerId);
    for (const peer of this.#room.peers) peer.#producerClosed(producerId);
  }

  consume(producerId: string): Promise<NewConsumer> {
    if (!this.#room.producers.has(producerId)) throw new RefusedError('notFound');
    const consumerId = `consumer${ids++}`;
    this.#consumers.set(consumerId, producerId);
    const rtpParameters = {
      codecs: [{ mimeType: 'audio/opus', payloadType: 1, clockRate: 48_000 }],
    };
    return Promise.resolve({ consumerId, kind: 'audio', rtpParameters, producerPaused: false });
  }

  pauseConsumer(): Promise<void> {
    return Promise.resolve();
  }

  resumeConsumer(): Promise<void> {
    return Promise.resolve();
  }

  closeConsumer(consumerId: string): void {
    this.#consumers.delete(consumerId);
  }

  setPreferredLayers(): Promise<void> {
    return Promise.resolve();
  }

  requestKeyFrame(): Promise<void> {
    return Promise.resolve();
  }

  bytesReceived(): Promise<number> {
    return Promise.resolve(0);
  }

  close(): void {
    for (const [producerId, peer] of this.#room.producers) {
      if (peer === this) this.closeProducer(producerId);
    }
    this.#room.peers.delete(this);
  }

  #producerClosed(producerId: string): void {
    for (const [consumerId, consumed] of this.#consumers) {
      if (consumed !== producerId) continue;
      this.#consumers.delete(consumerId);
      this.listener.consumerClosed(consumerId);
    }
  }
}

function transport(): TransportOptions {
  return {
    id: `transport${ids++}`,
    iceParameters: { usernameFragment: 'u', password: 'p' },
    iceCandidates: [],
    dtlsParameters: { fingerprints: [] },
  };
}
