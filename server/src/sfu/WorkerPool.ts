import { createWorker } from 'mediasoup';
import type { Router, TransportListenInfo, WebRtcServer, Worker } from 'mediasoup/types';
import type { Log } from '../ops/Log.ts';
import type { Timers } from '../ops/Timers.ts';
import { mediaCodecs } from './codecs.ts';
import { refusing } from './refusing.ts';

/**
 * Sixty senders that burst at once overflow the default of 212 KB (measured). Kernels cap it at
 * net.core.rmem_max; larger costs memory only while full.
 */
const SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;

/** A worker that cannot be started is tried again after this. */
const REFILL_MS = 1_000;

export interface WorkerPoolOptions {
  readonly workers: number;
  /** Port of the first worker, UDP and TCP; the next ones follow. 0 takes any free one. */
  readonly port: number;
  readonly listen: readonly string[];
  /** How clients reach the listening addresses that are not loopback, where it differs. */
  readonly announced: string | undefined;
  readonly workerBin: string | undefined;
  readonly log: Log;
  readonly timers: Timers;
  /** A worker ended by itself; its routers are gone. */
  readonly onDied: (slot: WorkerSlot) => void;
}

/** A worker with its one port and the number of routers on it. */
export interface WorkerSlot {
  readonly index: number;
  readonly worker: Worker;
  readonly server: WebRtcServer;
  load: number;
}

/** One media worker per core, each with one port for everything. A worker that dies is replaced. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #slots = new Map<number, WorkerSlot>();
  #closed = false;
  #deaths = 0;

  private constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  static async start(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    try {
      for (let index = 0; index < options.workers; index++) await pool.#fill(index);
    } catch (error) {
      pool.close();
      throw error;
    }
    return pool;
  }

  get slots(): readonly WorkerSlot[] {
    return [...this.#slots.values()];
  }

  /** Workers that ended by themselves so far. */
  get deaths(): number {
    return this.#deaths;
  }

  /** The slot with the least load that is not among those a room has already. */
  leastLoaded(taken: ReadonlySet<WorkerSlot> = new Set()): WorkerSlot | undefined {
    return this.slots
      .filter((slot) => !taken.has(slot) && !slot.worker.closed)
      .sort((a, b) => a.load - b.load)[0];
  }

  async createRouter(slot: WorkerSlot): Promise<Router> {
    slot.load += 1;
    try {
      const router = await refusing(slot.worker.createRouter({ mediaCodecs }));
      router.observer.once('close', () => (slot.load -= 1));
      return router;
    } catch (error) {
      slot.load -= 1;
      throw error;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { worker } of this.#slots.values()) worker.close();
    this.#slots.clear();
  }

  async #fill(index: number): Promise<void> {
    const { workerBin } = this.#options;
    const worker = await createWorker({
      logLevel: 'error',
      ...(workerBin !== undefined && { workerBin }),
    });
    try {
      const server = await worker.createWebRtcServer({ listenInfos: this.#listenInfos(index) });
      if (this.#closed) throw new Error('the pool is closed');
      const slot: WorkerSlot = { index, worker, server, load: 0 };
      this.#slots.set(index, slot);
      worker.on('died', () => this.#replace(slot));
    } catch (error) {
      worker.close();
      throw error;
    }
  }

  #replace(slot: WorkerSlot): void {
    this.#slots.delete(slot.index);
    if (this.#closed) return;
    const { log, onDied } = this.#options;
    log.error('sfu.worker-died');
    onDied(slot);
    this.#deaths += 1;
    this.#refill(slot.index);
  }

  /** Until it works: without workers nobody sees or hears anybody. */
  #refill(index: number): void {
    const { log, timers } = this.#options;
    if (this.#closed) return;
    this.#fill(index).catch((error: unknown) => {
      if (this.#closed) return;
      log.error('sfu.worker-not-replaced', { error });
      timers.after(REFILL_MS, () => this.#refill(index));
    });
  }

  #listenInfos(index: number): TransportListenInfo[] {
    const { port, listen, announced } = this.#options;
    const place = port === 0 ? {} : { port: port + index };
    const protocols = ['udp', 'tcp'] as const;
    return listen.flatMap((ip) =>
      protocols.map((protocol) => ({
        protocol,
        ip,
        ...place,
        ...(announced !== undefined && !ip.startsWith('127.') && { announcedAddress: announced }),
        ...(protocol === 'udp' && {
          recvBufferSize: SOCKET_BUFFER_BYTES,
          sendBufferSize: SOCKET_BUFFER_BYTES,
        }),
      })),
    );
  }
}
