import { isErrorCode, type ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params, PeerMethod, Result } from '@conclave/shared/wire/peerRequests';
import * as v from 'valibot';
import { Listeners } from './Listeners.ts';
import { givesPlace, isBoundToConnection } from './requestKinds.ts';
import type { AnyNotification, SignalingPort } from './SignalingPort.ts';
import type { Doubt, WireSocket } from './WireSocket.ts';
import { parseNotification, parseResult } from './wireTables.ts';

/**
 * A request without an answer is given up after this, counted while connected. Higher lets people
 * stare at a dead button; lower fails requests that wait for others (a commit waits 3 s for members).
 */
const ANSWER_MS = 10_000;

/** After a reconnect, how long a cut off `enter` waits for the caller to enter by itself. */
const ENTER_GRACE_MS = 300;

/** After entering again, how long other left over requests wait for the caller to resume. */
const RESUME_GRACE_MS = 1000;

/** Wait before connecting again to a server that ended the connection itself. */
const AFTER_SERVER_CLOSED_MS = 500;

const Reply = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), result: v.unknown() }),
  v.strictObject({ ok: v.literal(false), code: v.string() }),
]);

/** A request without an answer yet. `connection` is the one it was last sent on, 0 for none. */
interface Pending {
  readonly method: PeerMethod;
  readonly params: unknown;
  readonly answer: (result: unknown) => boolean;
  readonly refuse: (code: ErrorCode) => void;
  connection: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export type ConnectionState = 'connected' | 'disconnected';

/**
 * The signaling connection over socket.io. What does not have the agreed form is dropped and
 * counted. Requests cut off by a broken connection are sent again on the next one, but only after
 * the caller has entered and resumed: before that the server would not know whose they are.
 */
export class SignalingClient implements SignalingPort {
  readonly #socket: WireSocket;
  readonly #pending = new Set<Pending>();
  readonly #notifications = new Listeners<AnyNotification>();
  readonly #connections = new Listeners<ConnectionState>();
  readonly #refusals = new Listeners<ErrorCode>();
  #state: ConnectionState | { refused: ErrorCode } | 'closed' = 'disconnected';
  #connection = 0;
  #malformed = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(socket: WireSocket) {
    this.#socket = socket;
    socket.onConnect(() => this.#connected());
    socket.onDisconnect((byServer) => this.#disconnected(byServer));
    socket.onRefused(({ code }) => this.#refused(code));
    socket.onEvent((name, payload) => this.#notify(name, payload));
  }

  get connected(): boolean {
    return this.#state === 'connected';
  }

  /** Messages from the server that were dropped because of their form. */
  get malformed(): number {
    return this.#malformed;
  }

  connect(): void {
    if (this.#state !== 'closed') this.#socket.connect();
  }

  request<M extends PeerMethod>(method: M, params: Params<M>): Promise<Result<M>> {
    return new Promise((resolve, reject) => {
      const pending: Pending = {
        method,
        params,
        connection: 0,
        timer: undefined,
        answer: (result) => {
          const parsed = parseResult(method, result);
          if (parsed.ok) resolve(parsed.value);
          return parsed.ok;
        },
        refuse: (code) => reject(new RefusedError(code)),
      };
      this.#begin(pending);
    });
  }

  onNotification(listen: (notification: AnyNotification) => void): () => void {
    return this.#notifications.add(listen);
  }

  onConnection(listen: (state: ConnectionState) => void): () => void {
    return this.#connections.add(listen);
  }

  /** The server does not talk to this page at all: another version, another origin. */
  onRefusal(listen: (code: ErrorCode) => void): () => void {
    return this.#refusals.add(listen);
  }

  /** Something hints that the connection leads nowhere: it is tried, and replaced when that is so. */
  doubt(why: Doubt): void {
    this.#socket.doubt?.(why);
  }

  /** [V-27] The server is there, whatever this connection says. */
  vouch(): void {
    this.#socket.vouch?.();
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    clearTimeout(this.#waiting);
    this.#refuseAll('unavailable');
    this.#notifications.clear();
    this.#connections.clear();
    this.#refusals.clear();
    this.#socket.disconnect();
  }

  #begin(pending: Pending): void {
    if (typeof this.#state === 'object') {
      pending.refuse(this.#state.refused);
    } else if (this.#state === 'connected') {
      this.#pending.add(pending);
      this.#send(pending);
    } else if (this.#state === 'closed' || isBoundToConnection(pending.method)) {
      pending.refuse('unavailable');
    } else {
      this.#pending.add(pending);
    }
  }

  #send(pending: Pending): void {
    const connection = this.#connection;
    pending.connection = connection;
    pending.timer = setTimeout(() => this.#refuse(pending, 'unavailable'), ANSWER_MS);
    this.#socket.emit(pending.method, pending.params, (reply) => {
      // An answer that crossed a reconnect belongs to a request that has been sent again since.
      if (pending.connection === connection) this.#answered(pending, reply);
    });
  }

  #answered(pending: Pending, reply: unknown): void {
    const parsed = v.safeParse(Reply, reply);
    if (!parsed.success) {
      this.#malformed += 1;
      this.#refuse(pending, 'malformed');
    } else if (parsed.output.ok) {
      this.#succeeded(pending, parsed.output.result);
    } else {
      const { code } = parsed.output;
      this.#refuse(pending, isErrorCode(code) ? code : 'malformed');
    }
  }

  #succeeded(pending: Pending, result: unknown): void {
    if (!this.#take(pending)) return;
    if (!pending.answer(result)) {
      this.#malformed += 1;
      pending.refuse('malformed');
    } else if (pending.method === 'enter') {
      for (const same of this.#leftOver('enter')) this.#succeeded(same, result);
      this.#releaseAfter(RESUME_GRACE_MS);
    } else if (givesPlace(pending.method)) {
      this.#releaseAfter(0);
    }
  }

  /** Sends what is left over from earlier connections, now or when the caller had its chance. */
  #releaseAfter(ms: number): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#sendAll(this.#leftOver()), ms);
  }

  #sendAll(requests: readonly Pending[]): void {
    for (const pending of requests) this.#send(pending);
  }

  #leftOver(method?: PeerMethod): Pending[] {
    return [...this.#pending].filter(
      (pending) =>
        pending.connection !== this.#connection &&
        (method === undefined || pending.method === method),
    );
  }

  #connected(): void {
    this.#state = 'connected';
    this.#connection += 1;
    if (this.#connection === 1) {
      this.#sendAll(this.#leftOver());
    } else {
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => this.#sendAll(this.#leftOver('enter')), ENTER_GRACE_MS);
    }
    this.#connections.tell('connected');
  }

  #disconnected(byServer: boolean): void {
    if (this.#state !== 'connected') return;
    this.#state = 'disconnected';
    clearTimeout(this.#waiting);
    for (const pending of this.#pending) {
      clearTimeout(pending.timer);
      if (isBoundToConnection(pending.method)) this.#refuse(pending, 'unavailable');
    }
    if (byServer) this.#waiting = setTimeout(() => this.connect(), AFTER_SERVER_CLOSED_MS);
    this.#connections.tell('disconnected');
  }

  #refused(text: string | undefined): void {
    const code = text !== undefined && isErrorCode(text) ? text : 'unavailable';
    if (code === 'protocolMismatch' || code === 'foreignOrigin') {
      this.#state = { refused: code };
      this.#refuseAll(code);
      this.#refusals.tell(code);
      return;
    }
    // Too many connections, or stopping: not for good.
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.connect(), AFTER_SERVER_CLOSED_MS);
  }

  #notify(name: string, payload: unknown): void {
    const parsed = parseNotification(name, payload);
    if (parsed.ok) this.#notifications.tell(parsed.value);
    else this.#malformed += 1;
  }

  #refuse(pending: Pending, code: ErrorCode): void {
    if (this.#take(pending)) pending.refuse(code);
  }

  #refuseAll(code: ErrorCode): void {
    for (const pending of [...this.#pending]) this.#refuse(pending, code);
  }

  /** Whether the request still waited; it does no longer. */
  #take(pending: Pending): boolean {
    clearTimeout(pending.timer);
    return this.#pending.delete(pending);
  }
}
