import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params, PeerMethod, Result } from '@conclave/shared/wire/peerRequests';
import type { AnyNotification, SignalingPort } from '../../signaling/SignalingPort.ts';
import { parseNotification, parseResult } from '../../signaling/wireTables.ts';
import type { FromKeyWorker, Outcome } from './messages.ts';

/** What a worker asks of the server, by way of the page. */
export type SignalingRequest = Extract<FromKeyWorker, { op: 'request' }>;

type Waiting = (outcome: Outcome) => void;

/** The signaling connection as the key worker has it: the page's, over messages. */
export class BridgedSignaling implements SignalingPort {
  readonly #post: (message: SignalingRequest) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #notified = new Set<(notification: AnyNotification) => void>();
  readonly #connected = new Set<(state: 'connected' | 'disconnected') => void>();
  #next = 0;
  #isConnected = false;

  constructor(post: (message: SignalingRequest) => void) {
    this.#post = post;
  }

  /** As the page last said. */
  get connected(): boolean {
    return this.#isConnected;
  }

  request<M extends PeerMethod>(method: M, params: Params<M>): Promise<Result<M>> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (outcome) => {
        if (!outcome.ok) {
          reject(new RefusedError(outcome.code));
          return;
        }
        const parsed = parseResult(method, outcome.value);
        if (parsed.ok) resolve(parsed.value);
        else reject(new RefusedError('unavailable'));
      });
      this.#post({ op: 'request', id, method, params });
    });
  }

  onNotification(listen: (notification: AnyNotification) => void): () => void {
    this.#notified.add(listen);
    return () => this.#notified.delete(listen);
  }

  onConnection(listen: (state: 'connected' | 'disconnected') => void): () => void {
    this.#connected.add(listen);
    return () => this.#connected.delete(listen);
  }

  answer(id: number, outcome: Outcome): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.(outcome);
  }

  notify(name: string, payload: unknown): void {
    const parsed = parseNotification(name, payload);
    if (!parsed.ok) return;
    for (const listen of [...this.#notified]) listen(parsed.value);
  }

  connection(state: 'connected' | 'disconnected'): void {
    this.#isConnected = state === 'connected';
    for (const listen of [...this.#connected]) listen(state);
  }
}
