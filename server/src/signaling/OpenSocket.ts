import {
  serverNotifications,
  type Notification,
  type NotificationName,
} from '@conclave/shared/wire/serverNotifications';
import * as v from 'valibot';
import type { PeerSocket } from './PeerSocket.ts';
import { QueuedBytes, type Holding } from './QueuedBytes.ts';

/** The part of a connection of socket.io that is used here. */
interface Carrier {
  readonly conn: Holding & { on(event: 'drain', listen: () => void): unknown };
  emit(name: string, payload: unknown): unknown;
  disconnect(close: true): unknown;
}

export interface OpenSocketOptions {
  readonly carrier: Carrier;
  readonly address: string;
  /** Checks notifications on their way out; for tests and development. */
  readonly check: boolean;
}

/** What goes out on one connection, however slowly somebody reads. */
export class OpenSocket implements PeerSocket {
  readonly address: string;
  readonly #options: OpenSocketOptions;
  readonly #queued: QueuedBytes;
  /** What is to be said when the connection takes more, in the order in which it began to wait. */
  readonly #newest = new Map<string, () => void>();

  constructor(options: OpenSocketOptions) {
    const { conn } = options.carrier;
    this.#options = options;
    this.address = options.address;
    this.#queued = new QueuedBytes(conn);
    // Never in the middle of a message of several pieces: what is held waits for what the socket had not taken before that.
    conn.on('drain', () => this.#release());
  }

  /** Whether nobody reads it. */
  get isStuck(): boolean {
    return this.#queued.isTooMuch;
  }

  send<N extends NotificationName>(name: N, payload: Notification<N>): void {
    const { carrier, check } = this.#options;
    if (check) v.parse(serverNotifications[name], payload);
    if (this.isStuck) this.close();
    else carrier.emit(name, payload);
  }

  sendNewest<N extends NotificationName>(key: string, name: N, payload: Notification<N>): void {
    if (this.#queued.count === 0) this.send(name, payload);
    else this.#newest.set(key, () => this.send(name, payload));
  }

  close(): void {
    this.#options.carrier.disconnect(true);
  }

  #release(): void {
    const all = [...this.#newest.values()];
    this.#newest.clear();
    for (const send of all) send();
  }
}
