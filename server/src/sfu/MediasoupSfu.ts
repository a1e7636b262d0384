import type { WebRtcTransport } from 'mediasoup/types';
import type { Timers } from '../ops/Timers.ts';
import { offered } from './codecs.ts';
import { MediasoupPeer } from './MediasoupPeer.ts';
import { RoomRouters, type RoomRouter } from './RoomRouters.ts';
import { toWireCapabilities } from './rtp.ts';
import { refusing } from './refusing.ts';
import type { Sfu, SfuPeer, SfuPeerListener, SfuRoom } from './Sfu.ts';
import { WorkerPool, type WorkerPoolOptions, type WorkerSlot } from './WorkerPool.ts';

/** Before bandwidth estimation knows more. Higher starts sharper and drowns thin lines. */
const INITIAL_OUTGOING_BITRATE = 1_000_000;

/** What one peer may send in all: camera, screen and sound at their best, and room to spare. */
const MAX_INCOMING_BITRATE = 8_000_000;

/** A room's media: its routers and the peers on them. */
class MediasoupRoom implements SfuRoom {
  readonly #routers: RoomRouters;
  readonly #peers = new Set<MediasoupPeer>();
  readonly #timers: Timers;
  readonly #onClose: () => void;

  constructor(options: { routers: RoomRouters; timers: Timers; onClose: () => void }) {
    this.#routers = options.routers;
    this.#timers = options.timers;
    this.#onClose = options.onClose;
  }

  get peers(): readonly MediasoupPeer[] {
    return [...this.#peers];
  }

  uses(slot: WorkerSlot): boolean {
    return this.#routers.uses(slot);
  }

  async openPeer(listener: SfuPeerListener): Promise<SfuPeer> {
    const place = await this.#routers.place();
    try {
      const [sending, receiving] = await Promise.all([openTransport(place), openTransport(place)]);
      await sending.setMaxIncomingBitrate(MAX_INCOMING_BITRATE);
      const routerRtpCapabilities = toWireCapabilities(offered(place.router.rtpCapabilities));
      const peer: MediasoupPeer = new MediasoupPeer({
        routers: this.#routers,
        timers: this.#timers,
        ...{ routerRtpCapabilities, place, sending, receiving, listener },
        onClose: () => this.#peers.delete(peer),
      });
      this.#peers.add(peer);
      return peer;
    } catch (error) {
      this.#routers.leave(place);
      throw error;
    }
  }

  close(): void {
    for (const peer of [...this.#peers]) peer.close();
    this.#routers.close();
    this.#onClose();
  }
}

function openTransport({ router, server }: RoomRouter): Promise<WebRtcTransport> {
  const opening = router.createWebRtcTransport({
    webRtcServer: server,
    enableUdp: true,
    enableTcp: true,
    preferUdp: true,
    initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BITRATE,
  });
  return refusing(opening);
}

export interface Figures {
  readonly workers: number;
  readonly deaths: number;
  readonly transports: number;
  readonly producers: number;
  readonly consumers: number;
}

/** The SFU on mediasoup: a pool of workers, and rooms spread over them. */
export class MediasoupSfu implements Sfu {
  readonly #pool: WorkerPool;
  readonly #rooms: Map<MediasoupRoom, () => void>;
  readonly #timers: Timers;

  private constructor(
    pool: WorkerPool,
    { rooms, timers }: { rooms: Map<MediasoupRoom, () => void>; timers: Timers },
  ) {
    this.#pool = pool;
    this.#rooms = rooms;
    this.#timers = timers;
  }

  static async start(options: Omit<WorkerPoolOptions, 'onDied'>): Promise<MediasoupSfu> {
    const rooms = new Map<MediasoupRoom, () => void>();
    const onDied = (slot: WorkerSlot): void => {
      for (const [room, onLost] of [...rooms]) {
        if (!room.uses(slot)) continue;
        room.close();
        onLost();
      }
    };
    const pool = await WorkerPool.start({ ...options, onDied });
    return new MediasoupSfu(pool, { rooms, timers: options.timers });
  }

  /** Whether a worker runs. Throws if not. */
  async ping(): Promise<void> {
    if (this.#pool.slots.length === 0) throw new Error('no media worker runs');
    await Promise.resolve();
  }

  /** For metrics: what is open, over all rooms. */
  get figures(): Figures {
    const peers = [...this.#rooms.keys()].flatMap((room) => room.peers.map((peer) => peer.figures));
    return {
      workers: this.#pool.slots.length,
      deaths: this.#pool.deaths,
      transports: peers.length * 2,
      producers: peers.reduce((sum, { producers }) => sum + producers, 0),
      consumers: peers.reduce((sum, { consumers }) => sum + consumers, 0),
    };
  }

  /** CPU time of the workers that run. */
  async cpuSeconds(): Promise<number> {
    const workers = this.#pool.slots.map(({ worker }) => worker);
    const usages = await Promise.all(workers.map((worker) => worker.getResourceUsage()));
    return usages.reduce((sum, { ru_utime, ru_stime }) => sum + ru_utime + ru_stime, 0) / 1000;
  }

  /** For metrics and for tests that end a worker: process ids, oldest first. */
  get workerPids(): readonly number[] {
    return this.#pool.slots.map(({ worker }) => worker.pid);
  }

  async openRoom(onLost: () => void): Promise<SfuRoom> {
    const routers = new RoomRouters(this.#pool);
    await routers.open();
    const room: MediasoupRoom = new MediasoupRoom({
      routers,
      timers: this.#timers,
      onClose: () => this.#rooms.delete(room),
    });
    this.#rooms.set(room, onLost);
    return room;
  }

  close(): void {
    for (const room of [...this.#rooms.keys()]) room.close();
    this.#pool.close();
  }
}
