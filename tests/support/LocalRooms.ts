import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { LeafTable } from '../../server/src/keys/GroupPosition.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import type { Timers } from '../../server/src/ops/Timers.ts';
import { Peer } from '../../server/src/room/Peer.ts';
import { OneNode } from '../../server/src/nodes/OneNode.ts';
import type { PeerSocket } from '../../server/src/signaling/PeerSocket.ts';
import { createRooms, type Rooms } from '../../server/src/signaling/roomServer.ts';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { PeerId, type MeetingId } from '../../shared/src/ids.ts';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import type { Params, PeerMethod, Result } from '../../shared/src/wire/peerRequests.ts';
import { peerRequests } from '../../shared/src/wire/peerRequests.ts';
import {
  serverNotifications,
  type Notification,
  type NotificationName,
} from '../../shared/src/wire/serverNotifications.ts';
import { FakeSfu } from './FakeSfu.ts';
import { MemoryLogStore } from './MemoryLogStore.ts';
import { MemoryRoomStore } from './MemoryRoomStore.ts';

export type Heard = {
  [N in NotificationName]: { name: N; payload: Notification<N> };
}[NotificationName];

const payloads: {
  readonly [N in NotificationName]: v.GenericSchema<unknown, Notification<N>>;
} = serverNotifications;

const results: {
  readonly [M in PeerMethod]: { readonly result: v.GenericSchema<unknown, Result<M>> };
} = peerRequests;

export interface LocalRoomsOptions {
  /** People in a room, where 200 are too many for a test. */
  readonly maxMembers?: number | undefined;
}

/**
 * The server's own rooms without sockets, disks and workers: for tests of rooms, and for tests of the
 * browsers' side against the real thing. Time is the caller's.
 */
export class LocalRooms {
  readonly store: MemoryRoomStore;
  readonly logs: MemoryLogStore;
  readonly sfu = new FakeSfu();
  readonly faults: unknown[] = [];
  readonly #timers: Timers & { now(): number };
  readonly #maxMembers: number | undefined;
  #rooms: Rooms;

  constructor(timers: Timers & { now(): number }, { maxMembers }: LocalRoomsOptions = {}) {
    this.#timers = timers;
    this.#maxMembers = maxMembers;
    this.store = new MemoryRoomStore(() => timers.now());
    this.logs = new MemoryLogStore((meetingId) => this.store.peek(meetingId));
    this.#rooms = this.#start();
  }

  /** What the store holds of a meeting. */
  meeting(meetingId: MeetingId): {
    record: { number: number };
    openKeys: Uint8Array | null;
    session: { leaves: LeafTable } | undefined;
  } {
    const meeting = this.store.peek(meetingId);
    if (meeting === undefined) throw new RefusedError('linkUnknown');
    const { record, openKeys } = meeting;
    const leaves = this.store.peekSession(meetingId)?.positions[0]?.leaves;
    return { record, openKeys, session: leaves && { leaves } };
  }

  /** What sockets would carry requests to. */
  get rooms(): Rooms {
    return this.#rooms;
  }

  get registry(): Rooms['registry'] {
    return this.#rooms.registry;
  }

  get documents(): Rooms['documents'] {
    return this.#rooms.documents;
  }

  /** As if the server had been killed: what is in the store remains. */
  async restart(): Promise<void> {
    this.#rooms = this.#start();
    await this.#rooms.registry.start();
  }

  /** Opens a connection: what the server says goes to `notify`. */
  readonly connect = (notify: (heard: Heard) => void): LocalEnd =>
    new LocalEnd(this.#rooms, notify, (fault) => this.faults.push(fault));

  #start(): Rooms {
    const silent = (): void => undefined;
    const error = (_event: string, entry?: { error?: unknown }): void =>
      void this.faults.push(entry?.error);
    const log: Log = { debug: silent, info: silent, warn: silent, error, security: silent };
    const timers = this.#timers;
    const { store, logs, sfu } = this;
    const figures = { documentWritten: silent, documentRefused: silent };
    const turn = undefined;
    const mayProduce = (): Promise<boolean> => Promise.resolve(true);
    return createRooms({
      mayProduce,
      maxMembers: this.#maxMembers,
      places: new OneNode(),
      store,
      logs,
      sfu,
      figures,
      clock: timers,
      timers,
      log,
      turn,
    });
  }
}

/** The server's end of one connection. */
export class LocalEnd {
  readonly peer: Peer;
  /** Whether the server ended it. */
  closed = false;
  readonly #rooms: Rooms;
  readonly #onFault: (fault: unknown) => void;

  constructor(rooms: Rooms, notify: (heard: Heard) => void, onFault: (fault: unknown) => void) {
    this.#rooms = rooms;
    this.#onFault = onFault;
    const send: PeerSocket['send'] = (name, payload) => {
      for (const heard of heardOf(name, payload)) notify(heard);
    };
    this.peer = new Peer({
      id: v.parse(PeerId, toBase64Url(randomBytes(16))),
      challenge: new Uint8Array(randomBytes(32)),
      socket: {
        address: '203.0.113.9',
        send,
        sendNewest: (_key, name, payload) => send(name, payload),
        close: () => {
          this.closed = true;
        },
      },
    });
  }

  /** Answers with a result, or throws a RefusedError. */
  async request(method: PeerMethod, params: unknown): Promise<unknown> {
    const { reply, fault } = await this.#rooms.dispatch(this.peer, method, params);
    if (fault !== undefined) this.#onFault(fault);
    if (!reply.ok) throw new RefusedError(reply.code);
    return reply.result;
  }

  /** Asks and lets what waited for the answer follow. */
  async ask<M extends PeerMethod>(method: M, params: Params<M>): Promise<Result<M>> {
    try {
      return v.parse(results[method].result, await this.request(method, params));
    } finally {
      this.answered();
    }
  }

  answered(): void {
    this.peer.answered();
  }

  gone(): void {
    this.#rooms.documents.drop(this.peer);
    void this.#rooms.registry.drop(this.peer).catch(this.#onFault);
  }
}

function heardOf<N extends NotificationName>(name: N, payload: Notification<N>): Heard[] {
  const heard = { name, payload: v.parse(payloads[name], payload) };
  return isHeard(heard) ? [heard] : [];
}

/** A name with its own payload, which the schema has just seen. */
function isHeard(heard: { name: NotificationName; payload: unknown }): heard is Heard {
  return v.is(payloads[heard.name], heard.payload);
}
