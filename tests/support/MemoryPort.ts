import * as v from 'valibot';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  peerRequests,
  type Params,
  type PeerMethod,
  type Result,
} from '@conclave/shared/wire/peerRequests';
import { serverNotifications } from '@conclave/shared/wire/serverNotifications';
import type { AnyNotification, SignalingPort } from '../../web/src/lib/signaling/SignalingPort.ts';
import type { Lane, Wire } from './Wire.ts';

/** The server's end of a connection. */
export interface ServerEnd {
  /** Answers with a result, or throws a RefusedError. */
  request(method: PeerMethod, params: unknown): Promise<unknown>;
  /** An answer went out: what is to follow it may. */
  answered(): void;
  gone(): void;
}

/** Opens a connection: what the server says goes to `notify`. */
export type Connect = (notify: (heard: AnyNotification) => void) => ServerEnd;

type Settle = { resolve(value: unknown): void; reject(error: unknown): void };

interface Pending extends Settle {
  readonly method: PeerMethod;
  readonly params: unknown;
}

/**
 * A SignalingPort over a wire in memory. It checks all that passes by the tables of shared/src/wire, as
 * the real one does. A cut connection loses what is under way; requests wait and are sent again.
 */
export class MemoryPort implements SignalingPort {
  /** What was asked of the server, in order. */
  readonly said: PeerMethod[] = [];
  /** Requests that get lost on their way for good. */
  readonly lost = new Set<PeerMethod>();
  readonly #wire: Wire;
  readonly #connect: Connect;
  readonly #pending = new Set<Pending>();
  readonly #notifications = new Set<(heard: AnyNotification) => void>();
  readonly #connections = new Set<(state: 'connected' | 'disconnected') => void>();
  #line: { up: Lane; down: Lane; end: ServerEnd } | undefined;

  constructor(wire: Wire, connect: Connect) {
    this.#wire = wire;
    this.#connect = connect;
    this.plug();
  }

  /** Requests without an answer. */
  get open(): number {
    return this.#pending.size;
  }

  get isConnected(): boolean {
    return this.#line !== undefined;
  }

  request<M extends PeerMethod>(method: M, params: Params<M>): Promise<Result<M>> {
    const checked = v.parse(peerRequests[method].params, params);
    this.said.push(method);
    const { promise, resolve, reject } = Promise.withResolvers<Result<M>>();
    const pending: Pending = {
      method,
      params: checked,
      resolve: (value) => resolve(readResult(method, value)),
      reject,
    };
    if (this.lost.has(method)) return promise;
    this.#pending.add(pending);
    if (this.#line !== undefined) this.#send(this.#line, pending);
    return promise;
  }

  onNotification(listen: (heard: AnyNotification) => void): () => void {
    this.#notifications.add(listen);
    return () => this.#notifications.delete(listen);
  }

  onConnection(listen: (state: 'connected' | 'disconnected') => void): () => void {
    this.#connections.add(listen);
    return () => this.#connections.delete(listen);
  }

  /** The connection stands (again). */
  plug(): void {
    if (this.#line !== undefined) return;
    const up = this.#wire.lane();
    const down = this.#wire.lane();
    const end = this.#connect((heard) => down.send(() => this.#hear(heard)));
    this.#line = { up, down, end };
    for (const listen of this.#connections) listen('connected');
    for (const pending of [...this.#pending]) this.#send(this.#line, pending);
  }

  /** The connection breaks. */
  cut(): void {
    if (this.#line === undefined) return;
    const { up, down, end } = this.#line;
    this.#line = undefined;
    up.cut();
    down.cut();
    end.gone();
    for (const listen of this.#connections) listen('disconnected');
  }

  /** The page is gone. */
  close(): void {
    this.#notifications.clear();
    this.#connections.clear();
    this.cut();
    this.#pending.clear();
  }

  #hear(heard: AnyNotification): void {
    v.parse(serverNotifications[heard.name], heard.payload);
    for (const listen of this.#notifications) listen(heard);
  }

  #send({ up, down, end }: { up: Lane; down: Lane; end: ServerEnd }, pending: Pending): void {
    const answer = (settle: () => void): void => {
      down.send(() => {
        if (this.#pending.delete(pending)) settle();
      });
      end.answered();
    };
    up.send(() => {
      end.request(pending.method, pending.params).then(
        (value) => answer(() => pending.resolve(value)),
        (error: unknown) => answer(() => pending.reject(error)),
      );
    });
  }
}

function readResult<M extends PeerMethod>(method: M, value: unknown): Promise<Result<M>> {
  const schema: v.GenericSchema<unknown, Result<M>> = peerRequests[method].result;
  const result = v.safeParse(schema, value);
  return result.success
    ? Promise.resolve(result.output)
    : Promise.reject(new RefusedError('malformed'));
}
