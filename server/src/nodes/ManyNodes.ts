import { randomBytes } from 'node:crypto';
import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { nodePath } from '@conclave/shared/wire/protocolVersion';
import type { Log } from '../ops/Log.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';
import { RoomElsewhere, type RoomHold, type RoomPlaces } from '../room/RoomPlaces.ts';
import type { NodeEntry, NodeLoad, NodeStore } from '../store/NodeStore.ts';
import type { Directions } from './Directions.ts';
import { leastLoaded } from './leastLoaded.ts';

/**
 * How long a node that falls silent keeps its rooms. Shorter takes rooms from a node that only waited for
 * its database; longer lets the people of a lost node wait.
 */
export const LEASE_MS = 6_000;
const BEAT_MS = 2_000;
/** A node stops before the others may begin: clocks differ in pace, and answers are under way. */
const MARGIN_MS = 1_000;

/** Closes all rooms of this node; `isLost`: they are others' already. */
type HandOver = (isLost: boolean) => Promise<void>;

/** Where nodes and places stand. */
export type NodeBook = Pick<NodeStore, keyof NodeStore>;

export interface ManyNodesOptions {
  readonly store: NodeBook;
  /** What the balancer knows this node by. */
  readonly name: string;
  /** Where the other nodes reach it; null where there are none. */
  readonly url: string | null;
  readonly cores: number;
  readonly timers: Timers;
  /** Milliseconds that go on while the process stands still. */
  readonly monotonic: () => number;
  readonly log: Log;
  readonly load: () => NodeLoad;
  /** Whether a node says that it can do its work. */
  readonly isReady: (node: NodeEntry) => Promise<boolean>;
}

/**
 * One of several servers over one PostgreSQL (docs/scaling.md). A node lives as long as it renews its lease;
 * who is buried by another learns it at the next beat, and begins anew without rooms. What it had begun to
 * write is refused by the rows themselves.
 */
export class ManyNodes implements RoomPlaces, Directions {
  readonly isShared = true;
  readonly ownName: string;
  readonly #options: ManyNodesOptions;
  #run = newRun();
  /** Until then nobody takes anything from this node. */
  #safeUntil = Number.NEGATIVE_INFINITY;
  /** Since when no beat failed: who was away itself buries nobody. */
  #inTouchSince = Number.POSITIVE_INFINITY;
  #nodes: readonly NodeEntry[] = [];
  /** Rooms that were sent to a node since its last word about itself. */
  readonly #sent = new Map<string, number>();
  #isRegistered = false;
  #isDraining = false;
  #closed = false;
  #cancel: Cancel = () => undefined;
  #handOver: HandOver = () => Promise.resolve();

  constructor(options: ManyNodesOptions) {
    this.#options = options;
    this.ownName = options.name;
  }

  /** A node that knows of no other goes on when the database does not answer: nobody takes its rooms. */
  get mayServe(): boolean {
    if (!this.#isRegistered) return false;
    return this.#others().length === 0 || this.#options.monotonic() < this.#safeUntil;
  }

  /** Throws while a balancer should send people elsewhere. */
  async check(): Promise<void> {
    if (!this.#isRegistered || this.#isDraining || this.#closed)
      throw new RefusedError('unavailable');
    await Promise.resolve();
  }

  /** To be called once, before anybody connects. `handOver` closes all rooms of this node. */
  async start(handOver: HandOver): Promise<void> {
    this.#handOver = handOver;
    await this.#register(true);
    this.#plan();
  }

  async take(meetingId: MeetingId): Promise<RoomHold> {
    const { store } = this.#options;
    if (this.#closed || (this.#isDraining && this.#others().length > 0)) throw new RoomElsewhere();
    const hold = await store.take(meetingId, this.#run);
    if (hold === undefined) throw new RoomElsewhere();
    return { hold };
  }

  release(meetingId: MeetingId, { hold }: RoomHold): Promise<void> {
    return this.#options.store.release(meetingId, hold);
  }

  liveElsewhere(meetingIds: readonly MeetingId[]): Promise<readonly MeetingId[]> {
    return this.#options.store.liveElsewhere(meetingIds, this.#run);
  }

  held(meetingIds: readonly MeetingId[]): Promise<readonly MeetingId[]> {
    return this.#options.store.held(meetingIds);
  }

  async leave(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.#options.store.leave(this.#run);
  }

  async pathTo(meetingId: MeetingId, isSent: boolean): Promise<string | undefined> {
    if (this.#nodes.length < 2) return undefined;
    const holder = await this.#holder(meetingId);
    if (holder !== undefined) return this.#pathOf(holder);
    const others = this.#others();
    if (others.length === 0) return undefined;
    const mayStay = !this.#isDraining && !this.#closed;
    if (isSent && mayStay) return undefined;
    const own = this.#nodes.filter(({ run }) => run === this.#run && mayStay);
    const chosen = leastLoaded([...own, ...others], this.#sent);
    if (chosen === undefined) return undefined;
    this.#sent.set(chosen.run, (this.#sent.get(chosen.run) ?? 0) + 1);
    return this.#pathOf(chosen);
  }

  async urlOf(meetingId: MeetingId): Promise<string | undefined> {
    if (this.#nodes.length < 2) return undefined;
    const holder = await this.#holder(meetingId);
    return holder === undefined || holder.run === this.#run ? undefined : (holder.url ?? undefined);
  }

  #pathOf({ run, name }: NodeEntry): string | undefined {
    return run === this.#run ? undefined : nodePath(name);
  }

  /** Other nodes that take rooms. */
  #others(): NodeEntry[] {
    return this.#nodes.filter(
      ({ run, isAlive, isDraining }) => run !== this.#run && isAlive && !isDraining,
    );
  }

  async #holder(meetingId: MeetingId): Promise<NodeEntry | undefined> {
    const { store } = this.#options;
    const holder = await store.holder(meetingId);
    if (holder === undefined || holder.isAlive || !this.#mayBury) return holder;
    await this.#bury();
    return store.holder(meetingId);
  }

  /** After an outage of the database everybody looks dead until their next beat. */
  get #mayBury(): boolean {
    return this.#options.monotonic() - this.#inTouchSince > LEASE_MS;
  }

  async #bury(): Promise<void> {
    const count = await this.#options.store.buryExpired();
    if (count > 0) this.#options.log.warn('node.buried', { count });
  }

  async #register(takesOver: boolean): Promise<void> {
    const { store, monotonic, name, url, cores, log } = this.#options;
    const sent = monotonic();
    this.#run = newRun();
    this.#isRegistered = await store.register({ run: this.#run, name, url, cores }, takesOver);
    if (this.#isRegistered) {
      this.#inTouch(sent);
      await this.#look();
    } else {
      log.error('node.replaced', {});
    }
  }

  async #look(): Promise<void> {
    this.#nodes = await this.#options.store.all();
    this.#sent.clear();
  }

  #inTouch(sent: number): void {
    this.#safeUntil = sent + LEASE_MS - MARGIN_MS;
    this.#inTouchSince = Math.min(this.#inTouchSince, sent);
  }

  #plan(): void {
    this.#cancel = this.#options.timers.after(BEAT_MS, () => {
      this.#beat()
        .catch((error: unknown) => this.#missed(error))
        .finally(() => {
          if (!this.#closed) this.#plan();
        });
    });
  }

  async #beat(): Promise<void> {
    const { store, monotonic, load } = this.#options;
    const sent = monotonic();
    const state = await store.beat(this.#run, load());
    if (this.#closed) return;
    if (state === undefined) return this.#startAnew();
    this.#inTouch(sent);
    await this.#look();
    if (this.#mayBury && this.#nodes.some(({ isAlive }) => !isAlive)) await this.#bury();
    const began = state.isDraining && !this.#isDraining;
    this.#isDraining = state.isDraining;
    if (began && this.#others().length > 0) await this.#handOver(false);
  }

  /** Others took this node for lost, or a newer process has its name. */
  async #startAnew(): Promise<void> {
    if (this.#isRegistered) this.#options.log.error('node.lost', {});
    this.#isRegistered = false;
    await this.#handOver(true);
    await this.#register(false);
  }

  /**
   * The database cannot be reached. If another node can, this one is cut off and its rooms are taken over: its
   * people are sent there. If nobody can, nobody takes anything, and pictures and voices go on.
   */
  async #missed(error: unknown): Promise<void> {
    const { log, isReady } = this.#options;
    this.#inTouchSince = Number.POSITIVE_INFINITY;
    log.warn('node.beatMissed', { error });
    if (this.mayServe) return;
    const answers = await Promise.all(this.#others().map((node) => isReady(node)));
    if (answers.includes(true)) await this.#handOver(true);
  }
}

function newRun(): string {
  return randomBytes(12).toString('base64url');
}
