import { RefusedError } from '@conclave/shared/RefusedError';
import type { ConnectionTest } from '@conclave/shared/wire/connectionTestApi';
import type { DtlsParameters } from '@conclave/shared/wire/media';
import type { Cancel, Timers } from '../ops/Timers.ts';
import type { IceConfig } from '../signaling/iceServers.ts';
import type { Sfu, SfuPeer, SfuRoom } from './Sfu.ts';

/** Each holds two transports of a worker; a company's help desk never needs so many. */
const MAX_AT_ONCE = 20;

/** Finding a way takes some seconds, twenty where only the last relay answers. */
const LASTS_MS = 30_000;

export interface ConnectionTestsOptions {
  readonly sfu: Sfu;
  readonly timers: Timers;
  readonly iceFor: () => IceConfig;
}

interface Running {
  readonly peer: SfuPeer;
  readonly cancel: Cancel;
}

/**
 * Ways for media that anybody may try before a meeting. They end at the SFU: nothing can be produced
 * or consumed through them, so what somebody sends is dropped, and they close by themselves.
 */
export class ConnectionTests {
  readonly #options: ConnectionTestsOptions;
  readonly #running = new Map<string, Running>();
  #room: Promise<SfuRoom> | undefined;
  #opening = 0;

  constructor(options: ConnectionTestsOptions) {
    this.#options = options;
  }

  /** Throws `tooMany` while as many run as may, `unavailable` if media is down. */
  async open(): Promise<ConnectionTest> {
    if (this.#running.size + this.#opening >= MAX_AT_ONCE) throw new RefusedError('tooMany');
    this.#opening += 1;
    try {
      const room = await this.#openRoom();
      const peer = await room.openPeer({
        consumerClosed: () => undefined,
        consumerLayers: () => undefined,
      });
      const { id } = peer.send;
      const cancel = this.#options.timers.after(LASTS_MS, () => this.end(id));
      this.#running.set(id, { peer, cancel });
      const { routerRtpCapabilities, send } = peer;
      return { routerRtpCapabilities, send, ...this.#options.iceFor() };
    } finally {
      this.#opening -= 1;
      this.#closeIfEmpty();
    }
  }

  /** Throws `notFound` if there is no such test, or it is over. */
  async connect(id: string, dtlsParameters: DtlsParameters): Promise<void> {
    const running = this.#running.get(id);
    if (running === undefined) throw new RefusedError('notFound');
    await running.peer.connect(id, dtlsParameters);
  }

  /** Does nothing if it is over. */
  end(id: string): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    this.#running.delete(id);
    running.cancel();
    running.peer.close();
    this.#closeIfEmpty();
  }

  /** All of them share a room; a room that failed to open, or whose worker died, is opened anew. */
  #openRoom(): Promise<SfuRoom> {
    if (this.#room !== undefined) return this.#room;
    const room = this.#options.sfu.openRoom(() => this.#lost());
    this.#room = room;
    room.catch(() => (this.#room = undefined));
    return room;
  }

  #lost(): void {
    this.#room = undefined;
    for (const { cancel } of this.#running.values()) cancel();
    this.#running.clear();
  }

  #closeIfEmpty(): void {
    if (this.#running.size + this.#opening > 0 || this.#room === undefined) return;
    const room = this.#room;
    this.#room = undefined;
    void room.then(
      (open) => open.close(),
      () => undefined,
    );
  }
}
