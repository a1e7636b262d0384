import { createHash } from 'node:crypto';
import { fromBase64Url } from '@conclave/shared/bytes';
import type { MeetingId, ParticipantId, SessionId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params, Result } from '@conclave/shared/wire/peerRequests';
import type { Cancel } from '../ops/Timers.ts';
import type { Peer } from './Peer.ts';
import { Room } from './Room.ts';
import type { RoomOptions } from './RoomOptions.ts';
import type { RoomHold, RoomPlaces } from './RoomPlaces.ts';

/** A session ends when nobody has been connected for so long. */
const EXPIRE_MS = 4 * 60 * 60_000;

/** Ended sessions are remembered for so long, so that their members hear that they are over. */
const REMEMBER_MS = 24 * 60 * 60_000;

/** How often that is looked at. */
const SWEEP_MS = 60_000;

export interface RegistryOptions extends Omit<RoomOptions, 'meetingId' | 'stored'> {
  readonly places: RoomPlaces;
}

/** The rooms in which somebody is connected. All others are in the store only. */
export class RoomRegistry {
  readonly #options: RegistryOptions;
  readonly #rooms = new Map<MeetingId, Promise<Room>>();
  /** Those of them that are loaded. */
  readonly #live = new Map<MeetingId, Room>();
  readonly #holds = new WeakMap<Room, RoomHold>();
  #cancelSweep: Cancel = () => undefined;
  #closed = false;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** To be called once, before anybody connects. */
  async start(): Promise<void> {
    await this.#options.store.markAllEmpty(this.#options.clock.now());
    this.#planSweep();
  }

  /** A wrong proof and an unknown meeting get the same answer. */
  async enter(peer: Peer, params: Params<'enter'>): Promise<Result<'enter'>> {
    const { meetingId, joinProof, returning } = params;
    const { state } = peer;
    const elsewhere =
      state.at === 'door' ? state.meetingId !== meetingId : state.at !== 'connected';
    if (elsewhere) throw new RefusedError('notNow');
    const { store } = this.#options;
    const link = await store.link(meetingId, createHash('sha256').update(joinProof).digest());
    const meeting = link && (await store.meeting(meetingId));
    if (link === undefined || meeting === undefined) throw new RefusedError('linkUnknown');
    for (;;) {
      const room = await this.#room(meetingId);
      // It may have been forgotten while we waited for it.
      if (!(await this.#isCurrent(room))) continue;
      if (this.#closed || peer.state.at === 'closed') throw new RefusedError('unavailable');
      return room.enter(peer, { link, meeting, returning });
    }
  }

  /** The room that a peer is in, which hears from it. */
  async roomOf(peer: Peer): Promise<Room> {
    const { state } = peer;
    if (state.at !== 'door' && state.at !== 'group') throw new RefusedError('notNow');
    const room = await this.#rooms.get(state.meetingId);
    if (room === undefined) throw new RefusedError('notNow');
    room.heardFrom(peer);
    return room;
  }

  /** What has come from a peer as media so far; undefined where it has none. Refuses where it is in no room. */
  async mediaBytes(peer: Peer): Promise<number | undefined> {
    const { state } = peer;
    if (state.at !== 'group') return undefined;
    return this.#live.get(state.meetingId)?.session.media.bytesReceived(peer.id);
  }

  /** Rooms in which somebody is connected. */
  get size(): number {
    return this.#live.size;
  }

  /** People in all of them. */
  get members(): number {
    return [...this.#live.values()].reduce((sum, room) => sum + room.size, 0);
  }

  /** Of these meetings, those in a session of which somebody is, here or on another server. */
  async liveAmong(meetingIds: readonly MeetingId[]): Promise<ReadonlySet<MeetingId>> {
    const here = meetingIds.filter((id) => this.#live.get(id)?.isLive === true);
    return new Set([...here, ...(await this.#options.places.liveElsewhere(meetingIds))]);
  }

  /** The session that runs, if somebody is in it: which one, and its newest key record. */
  running(meetingId: MeetingId): { sessionId: SessionId; recordNumber: number } | undefined {
    const room = this.#live.get(meetingId);
    if (room?.isLive !== true) return undefined;
    const { sessionId, recordNumber } = room.session;
    return { sessionId, recordNumber };
  }

  /** A connection is gone. */
  async drop(peer: Peer): Promise<void> {
    const { state } = peer;
    peer.close();
    if (state.at !== 'door' && state.at !== 'group') return;
    // Another one may be on its way, and not come: this peer is not in that.
    const room = await this.#rooms.get(state.meetingId)?.catch(() => undefined);
    room?.drop(peer);
    this.#forgetIdle(room);
  }

  /** A meeting has another card, or other links: those who came by an old one do not knock any more. */
  linksReplaced(meetingId: MeetingId): void {
    const { store, failed } = this.#options;
    const room = this.#live.get(meetingId);
    if (room === undefined) return;
    const renew = async (): Promise<void> => {
      const hashes = await store.links(meetingId);
      const links = hashes.map((hash) => store.link(meetingId, fromBase64Url(hash)));
      await room.linksReplaced((await Promise.all(links)).filter((link) => link !== undefined));
    };
    renew().catch(failed);
  }

  /** [G-9] A participant of a meeting took its consent back. */
  stopProducing(meetingId: MeetingId, participantId: ParticipantId): void {
    this.#live.get(meetingId)?.stopProducing(participantId);
  }

  /** A meeting was deleted with all that belongs to it. */
  deleted(meetingId: MeetingId): void {
    const room = this.#live.get(meetingId);
    room?.deleted();
    this.#forgetIdle(room);
  }

  /**
   * Closes all rooms, at once if they are lost to another server, else one after the other. Whoever is in
   * them comes back, to wherever the room is then.
   */
  async handOver(isLost: boolean): Promise<void> {
    const rooms = [...this.#live.values()];
    if (isLost) for (const room of rooms) disperse(room);
    for (const room of rooms) {
      await this.#forget(room, isLost);
      // Given back before that: those who come back must not be sent here again.
      if (!isLost) disperse(room);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelSweep();
    await Promise.allSettled(this.#rooms.values());
    for (const room of this.#live.values()) room.close();
    this.#rooms.clear();
    this.#live.clear();
    // Before anybody is disconnected: they come back to another server at once.
    await this.#options.places.leave().catch(this.#options.failed);
  }

  #room(meetingId: MeetingId): Promise<Room> {
    const known = this.#rooms.get(meetingId);
    if (known !== undefined) return known;
    const loading = this.#load(meetingId);
    this.#rooms.set(meetingId, loading);
    loading.catch(() => this.#rooms.delete(meetingId));
    return loading;
  }

  async #load(meetingId: MeetingId): Promise<Room> {
    const hold = await this.#options.places.take(meetingId);
    const store = hold === undefined ? this.#options.store : this.#options.store.under(hold);
    const stored = await store.runningSession(meetingId);
    const room = new Room({ ...this.#options, store, meetingId, stored });
    if (hold !== undefined) this.#holds.set(room, hold);
    this.#live.set(meetingId, room);
    return room;
  }

  async #isCurrent(room: Room): Promise<boolean> {
    return (await this.#rooms.get(room.meetingId)) === room;
  }

  #forgetIdle(room: Room | undefined): void {
    if (room?.isIdle !== true) return;
    room.close();
    void this.#forget(room);
  }

  async #forget(room: Room, isLost = false): Promise<void> {
    const { meetingId } = room;
    // Another may have been loaded since.
    if (this.#live.get(meetingId) !== room) return;
    this.#rooms.delete(meetingId);
    this.#live.delete(meetingId);
    const { places, failed } = this.#options;
    const hold = this.#holds.get(room);
    if (hold !== undefined && !isLost) await places.release(meetingId, hold).catch(failed);
  }

  #planSweep(): void {
    this.#cancelSweep = this.#options.timers.after(SWEEP_MS, () => {
      this.#sweep()
        .catch(this.#options.failed)
        .finally(() => {
          if (!this.#closed) this.#planSweep();
        });
    });
  }

  async #sweep(): Promise<void> {
    const { store, clock, places } = this.#options;
    for (const room of this.#live.values()) this.#forgetIdle(room);
    if (places.isShared) {
      // Rooms of a server that was lost, to which nobody has come back.
      await store.markAllEmpty(clock.now());
      await this.#endDeleted();
    }
    for (const empty of await store.emptySessions(clock.now() - EXPIRE_MS)) {
      await this.#expire(empty.meetingId, empty.sessionId);
    }
    await store.forgetEnded(clock.now() - REMEMBER_MS);
  }

  /** What another server said of a deletion may have been lost on its way here. */
  async #endDeleted(): Promise<void> {
    const { store, places } = this.#options;
    const held = new Set(await places.held([...this.#live.keys()]));
    for (const meetingId of this.#live.keys()) {
      // The place goes with the meeting; it may also have gone with this server's lease.
      if (held.has(meetingId)) continue;
      if ((await store.meeting(meetingId)) === undefined) this.deleted(meetingId);
    }
  }

  async #expire(meetingId: MeetingId, sessionId: SessionId): Promise<void> {
    const { store, places } = this.#options;
    const room = await this.#rooms.get(meetingId);
    if (room !== undefined) return room.expire(sessionId);
    const [elsewhere] = places.isShared ? await places.held([meetingId]) : [];
    if (elsewhere === undefined) await store.endSession(sessionId, 'expired');
  }
}

function disperse(room: Room): void {
  for (const peer of room.close()) peer.close();
}
