import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import { isErrorCode } from '../../shared/src/errorCodes.ts';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import {
  peerRequests,
  type Params,
  type PeerMethod,
  type Result,
} from '../../shared/src/wire/peerRequests.ts';
import type { MeetingId } from '../../shared/src/ids.ts';
import { Elsewhere } from '../../shared/src/wire/handshake.ts';
import { PROTOCOL_VERSION, SIGNALING_PATH } from '../../shared/src/wire/protocolVersion.ts';
import {
  serverNotifications,
  type Notification,
  type NotificationName,
} from '../../shared/src/wire/serverNotifications.ts';

/** Long enough for a machine under load; a test that needs it has failed. */
const ANSWER_MS = 40_000;

const results: {
  readonly [M in PeerMethod]: { readonly result: v.GenericSchema<unknown, Result<M>> };
} = peerRequests;

const payloads: {
  readonly [N in NotificationName]: v.GenericSchema<unknown, Notification<N>>;
} = serverNotifications;

const Reply = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), result: v.unknown() }),
  v.strictObject({ ok: v.literal(false), code: v.string() }),
]);

interface Heard {
  readonly name: string;
  readonly payload: unknown;
}

export interface WireOptions {
  readonly auth?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  /** Of which meeting: it goes where it is sent, as pages do. */
  readonly meetingId?: MeetingId;
  readonly path?: string;
}

/** A signaling connection for tests, which checks all that comes against the table. */
export class WirePeer {
  readonly socket: Socket;
  readonly #heard: Heard[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #listeners = new Set<(name: string, payload: unknown) => void>();

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((name: string, payload: unknown) => {
      this.#heard.push({ name, payload });
      for (const listen of this.#listeners) listen(name, payload);
      for (const look of [...this.#waiting]) look();
    });
  }

  /** Opens a connection as a page of this origin does. Rejects with what the server says. */
  static async connect(origin: string, options: WireOptions = {}): Promise<WirePeer> {
    const socket = io(origin, {
      path: options.path ?? SIGNALING_PATH,
      transports: ['websocket'],
      auth: options.auth ?? {
        protocolVersion: PROTOCOL_VERSION,
        ...(options.meetingId !== undefined && { meetingId: options.meetingId }),
      },
      extraHeaders: { origin, ...options.headers },
      reconnection: false,
      timeout: ANSWER_MS,
      forceNew: true,
      autoConnect: false,
      rejectUnauthorized: false,
    });
    const peer = new WirePeer(socket);
    const refusal = await new Promise<Error | undefined>((resolve) => {
      socket.once('connect', () => resolve(undefined));
      socket.once('connect_error', resolve);
      socket.connect();
    });
    if (refusal === undefined) return peer;
    const sentOn = v.safeParse(v.object({ data: Elsewhere }), refusal);
    if (!sentOn.success || options.path !== undefined) throw refusal;
    return WirePeer.connect(origin, { ...options, path: sentOn.output.data.path });
  }

  /** Where it ended up. */
  get path(): string {
    return this.socket.io.opts.path ?? '';
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** Asks; throws a RefusedError with the server's code. */
  async request<M extends PeerMethod>(method: M, params: Params<M>): Promise<Result<M>> {
    const reply = v.parse(Reply, await this.raw(method, params));
    if (reply.ok) return v.parse(results[method].result, reply.result);
    if (isErrorCode(reply.code)) throw new RefusedError(reply.code);
    throw new Error('a code that does not exist');
  }

  /** The code that a request is refused with, or `undefined` when it is not. */
  async refusal<M extends PeerMethod>(method: M, params: Params<M>): Promise<string | undefined> {
    try {
      await this.request(method, params);
      return undefined;
    } catch (error) {
      if (error instanceof RefusedError) return error.code;
      throw error;
    }
  }

  /** Sends whatever it is given; resolves with whatever comes back. */
  async raw(method: string, ...args: unknown[]): Promise<unknown> {
    const answer: unknown = await this.socket.timeout(ANSWER_MS).emitWithAck(method, ...args);
    return answer;
  }

  /** Called with every notification of a name, from now on. */
  on<N extends NotificationName>(name: N, listen: (payload: Notification<N>) => void): void {
    this.#listeners.add((heard, payload) => {
      if (heard === name) listen(v.parse(payloads[name], payload));
    });
  }

  /** The next notification of a name that fits, of those not taken yet. */
  async next<N extends NotificationName>(
    name: N,
    fits: (payload: Notification<N>) => boolean = () => true,
    withinMs = ANSWER_MS,
  ): Promise<Notification<N>> {
    const taken = this.#take(name, fits);
    if (taken !== undefined) return taken;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        reject(new Error(`no ${name} within ${withinMs} ms`));
      }, withinMs);
      const look = (): void => {
        const found = this.#take(name, fits);
        if (found === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
    });
  }

  /** Names of the notifications that were not taken yet, in their order. */
  get untaken(): readonly string[] {
    return this.#heard.map(({ name }) => name);
  }

  /** Resolves when the server has ended the connection, or it broke. */
  async closed(): Promise<void> {
    if (!this.socket.connected) return;
    await new Promise((resolve) => this.socket.once('disconnect', resolve));
  }

  close(): void {
    this.socket.disconnect();
  }

  /** Breaks the connection without a word, as a lost network does. */
  drop(): void {
    this.socket.io.engine.close();
  }

  #take<N extends NotificationName>(
    name: N,
    fits: (payload: Notification<N>) => boolean,
  ): Notification<N> | undefined {
    for (const [at, heard] of this.#heard.entries()) {
      if (heard.name !== name) continue;
      const payload = v.parse(payloads[name], heard.payload);
      if (!fits(payload)) continue;
      this.#heard.splice(at, 1);
      return payload;
    }
    return undefined;
  }
}
