import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { toBase64Url } from '@conclave/shared/bytes';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import { PeerId, type MeetingId } from '@conclave/shared/ids';
import { Handshake, type Elsewhere } from '@conclave/shared/wire/handshake';
import {
  nodeOfPath,
  PROTOCOL_VERSION,
  SIGNALING_PATH,
} from '@conclave/shared/wire/protocolVersion';
import { createAdapter } from '@socket.io/postgres-adapter';
import { Server, type Socket } from 'socket.io';
import * as v from 'valibot';
import type { Origins } from '../http/origins.ts';
import type { Directions } from '../nodes/Directions.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { Timers } from '../ops/Timers.ts';
import { Peer } from '../room/Peer.ts';
import type { ClientAddress } from './clientAddress.ts';
import { Connection, type EndReason } from './Connection.ts';
import type { Dispatch } from './dispatch.ts';
import type { NewsPool } from '../store/postgres/openNewsPool.ts';
import { OpenSocket } from './OpenSocket.ts';
import type { NewsChannel } from './RoomNews.ts';
import { SilenceWatch } from './SilenceWatch.ts';
import { SocketCount } from './SocketCount.ts';

/** A commit with its head and record is 340 KB at most. Higher lets one peer hold more of our memory. */
const MAX_MESSAGE_BYTES = 512 * 1024;

/**
 * [V-27] A page that is there says something every two seconds. Who falls silent is noticed by SilenceWatch after
 * seven, here and in the page itself, and comes back to its place within the grace of [V-7]. So long as media say that
 * somebody is there, an answer may stay away for half a minute: TCP tries again after 1, 2, 4, 8 and 15 s.
 */
const PING = { pingInterval: 2_000, pingTimeout: 28_000 } as const;

/** For last words to go out. Whoever does not close then is cut off. */
const GOODBYE_MS = 200;

export interface SignalingOptions {
  readonly http: HttpServer;
  readonly dispatch: Dispatch;
  readonly origins: Origins;
  readonly clientAddress: ClientAddress;
  /** Connections from one network address. */
  readonly socketsPerAddress: number;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Checks notifications on their way out; for tests and development. */
  readonly checkOutgoing: boolean;
  readonly directions: Directions;
  /** Leads to the other nodes; undefined: there are none. */
  readonly newsPool: Pick<NewsPool, 'pool' | 'channel'> | undefined;
  /** What has come from a peer as media. */
  readonly mediaBytes: (peer: Peer) => Promise<number | undefined>;
  /** A connection is gone. */
  readonly gone: (peer: Peer) => void;
}

/** The signaling connections of browsers: socket.io over WebSocket, on the port of the pages. */
export class SignalingServer implements NewsChannel {
  readonly #options: SignalingOptions;
  readonly #io: Server;
  readonly #sockets: SocketCount;
  readonly #silence: SilenceWatch;
  /** Connections that are open below everything, also those that never say goodbye. */
  readonly #open = new Set<Duplex>();
  /** Requests that came by this node's own path. */
  readonly #sent = new WeakSet<IncomingMessage>();
  readonly #route = (request: IncomingMessage, socket: Duplex): void => {
    const [raw = '', query = ''] = (request.url ?? '').split('?');
    const path = raw.replace(/\/$/u, '');
    const node = nodeOfPath(path);
    if (node !== undefined && node === this.#options.directions.ownName) {
      this.#sent.add(request);
      request.url = `${SIGNALING_PATH}/?${query}`;
    } else if (path !== SIGNALING_PATH) {
      // Node keeps a connection open that asks for an upgrade which nobody wants.
      socket.destroy();
    }
  };
  readonly #keep = (_request: IncomingMessage, socket: Duplex): void => {
    this.#open.add(socket);
    socket.once('close', () => this.#open.delete(socket));
  };

  constructor(options: SignalingOptions) {
    this.#options = options;
    this.#sockets = new SocketCount(options.socketsPerAddress);
    this.#silence = new SilenceWatch(options.timers);
    options.http.on('upgrade', this.#route);
    options.http.on('upgrade', this.#keep);
    this.#io = new Server(options.http, {
      path: SIGNALING_PATH,
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
      httpCompression: false,
      connectTimeout: 10_000,
      // Other WebSockets on this port take their time to answer.
      destroyUpgrade: false,
      allowRequest: (request, decide) => {
        const refusal = this.#refusal(request);
        decide(refusal ?? null, refusal === undefined);
      },
      ...PING,
      ...(options.newsPool && { adapter: this.#adapter(options.newsPool) }),
    });
    this.#io.engine.on('connection', (raw: RawConnection) => {
      const address = options.clientAddress(raw.request);
      const { socket } = raw.request;
      this.#sockets.opened(address);
      this.#silence.follow(raw, { bytesRead: () => socket.bytesRead, end: () => raw.close(true) });
      raw.once('close', () => {
        this.#sockets.closed(address);
        this.#silence.forget(raw);
      });
    });
    this.#io.use((socket, next) => {
      const handshake = v.safeParse(Handshake, socket.handshake.auth);
      const same = handshake.success && handshake.output.protocolVersion === PROTOCOL_VERSION;
      if (same) this.#direct(socket, handshake.output.meetingId).then(next, unavailable(next));
      else next(new Error('protocolMismatch' satisfies ErrorCode));
    });
    this.#io.on('connection', (socket) => this.#connect(socket));
  }

  /** Open connections. */
  get connections(): number {
    return this.#io.engine.clientsCount;
  }

  send(news: unknown): void {
    this.#io.serverSideEmit('news', news);
  }

  onNews(listen: (news: unknown) => void): void {
    this.#io.on('news', (news: unknown) => listen(news));
  }

  /** Ends all connections. The HTTP server is its owner's to close. */
  async close(): Promise<void> {
    const { http } = this.#options;
    http.off('upgrade', this.#route);
    http.off('upgrade', this.#keep);
    // Those of this node: the others' are not ours to end.
    this.#io.local.disconnectSockets(true);
    this.#io.engine.close();
    this.#silence.close();
    await this.#io.of('/').adapter.close();
    await setTimeout(GOODBYE_MS);
    for (const socket of this.#open) socket.destroy();
  }

  #adapter({
    pool,
    channel,
  }: Pick<NewsPool, 'pool' | 'channel'>): ReturnType<typeof createAdapter> {
    return createAdapter(pool, {
      channelPrefix: channel,
      // For what does not fit into a notification; ours do, so there is nothing to clean up.
      cleanupInterval: 2 ** 31 - 1,
      errorHandler: (error) => this.#options.log.warn('node.newsFailed', { error }),
    });
  }

  /** [T12, T16] Before anything is read from a connection. */
  #refusal(request: IncomingMessage): ErrorCode | undefined {
    const { origins, clientAddress, log } = this.#options;
    const address = clientAddress(request);
    if (!origins.isOwn(request.headers.origin, request.headers.host)) {
      log.security('signaling.foreign-origin', { address });
      return 'foreignOrigin';
    }
    if (this.#sockets.isFull(address)) {
      log.security('signaling.too-many-sockets', { address });
      return 'tooMany';
    }
    return undefined;
  }

  /** [V-25] Of several nodes one has the room: whoever comes to another one is sent there. */
  async #direct(socket: Socket, meetingId: MeetingId | undefined): Promise<Error | undefined> {
    if (meetingId === undefined) return undefined;
    const { directions } = this.#options;
    const path = await directions.pathTo(meetingId, this.#sent.has(socket.request));
    if (path === undefined) return undefined;
    return Object.assign(new Error('elsewhere'), { data: { path } satisfies Elsewhere });
  }

  #connect(socket: Socket): void {
    const { dispatch, clock, gone, mediaBytes, checkOutgoing: check } = this.#options;
    const address = this.#options.clientAddress(socket.request);
    const open = new OpenSocket({ carrier: socket, address, check });
    const peer = new Peer({
      id: v.parse(PeerId, toBase64Url(randomBytes(16))),
      challenge: new Uint8Array(randomBytes(32)),
      socket: open,
    });
    const connection = new Connection({
      peer,
      dispatch,
      clock,
      end: (reason, fault) => this.#end({ socket, peer, address }, reason, fault),
    });
    socket.onAny((method: unknown, ...args: unknown[]) => {
      // Who asks and never reads the answers would fill our memory with them.
      if (open.isStuck) connection.refuse();
      else void connection.receive(method, args);
    });
    this.#silence.askBefore(socket.conn, () => mediaBytes(peer));
    socket.on('disconnect', () => gone(peer));
  }

  #end(
    of: { socket: Socket; peer: Peer; address: string },
    reason: EndReason,
    fault: unknown,
  ): void {
    const { log } = this.#options;
    const { peer, address } = of;
    if (reason === 'invalid')
      log.security('signaling.invalid-messages', { address, peer: peer.id });
    if (reason === 'flood') log.security('signaling.flood', { address, peer: peer.id });
    if (reason === 'fault') log.error('signaling.failed', { error: fault, peer: peer.id });
    of.socket.disconnect(true);
  }
}

/** It cannot be said at the moment where the room is. */
function unavailable(next: (error: Error) => void): () => void {
  return () => next(new Error('unavailable' satisfies ErrorCode));
}

/** The part of a connection of engine.io that is used here. */
interface RawConnection {
  readonly request: IncomingMessage;
  once(event: 'close', listener: () => void): unknown;
  /** `discard`: without waiting for what was not sent yet. */
  close(discard: true): void;
}
