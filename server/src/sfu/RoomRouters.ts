import { RefusedError } from '@conclave/shared/RefusedError';
import type { Router, WebRtcServer } from 'mediasoup/types';
import { refusing } from './refusing.ts';
import type { WorkerPool, WorkerSlot } from './WorkerPool.ts';

/**
 * Peers on one router before the room spreads to another worker. A worker carries some 1000 consumers
 * (measured); a room of 30 with everybody sending has 1740.
 */
const PEERS_PER_ROUTER = 30;

/** One router of a room, on one worker. */
export interface RoomRouter {
  readonly router: Router;
  readonly server: WebRtcServer;
  readonly slot: WorkerSlot;
  peers: number;
}

/** The routers of one room: one, and further ones on other workers as it grows, joined by pipes. */
export class RoomRouters {
  readonly #pool: WorkerPool;
  readonly #routers: RoomRouter[] = [];
  readonly #homes = new Map<string, RoomRouter>();
  readonly #pipes = new Map<string, Promise<void>>();
  #growing: Promise<void> | undefined;

  constructor(pool: WorkerPool) {
    this.#pool = pool;
  }

  /** Opens the first router. `unavailable` when no worker runs. */
  async open(): Promise<void> {
    const slot = this.#pool.leastLoaded();
    if (slot === undefined) throw new RefusedError('unavailable');
    await this.#add(slot);
  }

  uses(slot: WorkerSlot): boolean {
    return this.#routers.some((each) => each.slot === slot);
  }

  /** Where the next peer goes. */
  async place(): Promise<RoomRouter> {
    if (this.#routers.every(({ peers }) => peers >= PEERS_PER_ROUTER)) await this.#grow();
    const [place] = [...this.#routers].sort((a, b) => a.peers - b.peers);
    if (place === undefined) throw new Error('the room has no router');
    place.peers += 1;
    return place;
  }

  leave(place: RoomRouter): void {
    place.peers -= 1;
  }

  /** Remembers where a producer lives, until forget(). */
  remember(producerId: string, home: RoomRouter): void {
    this.#homes.set(producerId, home);
  }

  forget(producerId: string): void {
    this.#homes.delete(producerId);
  }

  /** Makes a producer available on a router, by a pipe if it lives on another. False: unknown. */
  async bring(producerId: string, to: RoomRouter): Promise<boolean> {
    const home = this.#homes.get(producerId);
    if (home === undefined) return false;
    if (home === to) return true;
    const key = `${producerId} ${to.router.id}`;
    let pipe = this.#pipes.get(key);
    if (pipe === undefined) {
      pipe = this.#pipe(producerId, { home, to });
      this.#pipes.set(key, pipe);
      pipe.catch(() => this.#pipes.delete(key));
    }
    await pipe;
    return true;
  }

  close(): void {
    for (const { router } of this.#routers) router.close();
    this.#routers.length = 0;
    this.#homes.clear();
    this.#pipes.clear();
  }

  async #pipe(
    producerId: string,
    { home, to }: { home: RoomRouter; to: RoomRouter },
  ): Promise<void> {
    const piping = home.router.pipeToRouter({ producerId, router: to.router });
    const { pipeProducer } = await refusing(piping);
    pipeProducer?.observer.once('close', () => this.#pipes.delete(`${producerId} ${to.router.id}`));
  }

  async #grow(): Promise<void> {
    this.#growing ??= this.#spread().finally(() => (this.#growing = undefined));
    await this.#growing;
  }

  /** Onto a worker that this room does not use yet; with all used, the room stays where it is. */
  async #spread(): Promise<void> {
    const slot = this.#pool.leastLoaded(new Set(this.#routers.map((each) => each.slot)));
    if (slot !== undefined) await this.#add(slot);
  }

  async #add(slot: WorkerSlot): Promise<RoomRouter> {
    const router = await this.#pool.createRouter(slot);
    const added: RoomRouter = { router, server: slot.server, slot, peers: 0 };
    this.#routers.push(added);
    return added;
  }
}
