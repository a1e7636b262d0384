import { RefusedError } from '@conclave/shared/RefusedError';
import type { ConnectionTest } from '@conclave/shared/wire/connectionTestApi';
import type { DtlsParameters } from '@conclave/shared/wire/media';
import type { Cancel, Timers } from '../ops/Timers.ts';
import type { IceConfig } from '../signaling/iceServers.ts';
import type { Sfu, SfuPeer, SfuRoom } from './Sfu.ts';

/** Each holds two transports of a worker; a company's help desk never needs so many. */
const MAX_AT_ONCE = 20;

/** Of one address: somebody and their help desk. More would let one caller take all places, and relays for each. */
const MAX_PER_ADDRESS = 2;

/**
 * How long a test's credential opens relays: until the last of them was tried, after everything before it had
 * its time. Anybody gets one, so that it must not be worth having; a shorter one would fail on slow networks.
 */
export const TEST_CREDENTIAL_MS = 60_000;

/** Finding a way takes some seconds, twenty where only the last relay answers. */
const LASTS_MS = 30_000;

export interface ConnectionTestsOptions {
  readonly sfu: Sfu;
  readonly timers: Timers;
  readonly iceFor: () => IceConfig;
}

interface Running {
  readonly from: string;
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
  /** Whom one is being opened for. */
  readonly #opening: string[] = [];

  constructor(options: ConnectionTestsOptions) {
    this.#options = options;
  }

  /**
   * Throws `tooMany` while as many run as may, `unavailable` if media is down. `from` is the caller's address
   * as limits count it.
   */
  async open(from: string): Promise<ConnectionTest> {
    this.#requirePlace(from);
    this.#opening.push(from);
    try {
      const room = await this.#openRoom();
      const peer = await room.openPeer({
        consumerClosed: () => undefined,
        consumerLayers: () => undefined,
      });
      const { id } = peer.send;
      const cancel = this.#options.timers.after(LASTS_MS, () => this.end(id));
      this.#running.set(id, { from, peer, cancel });
      const { routerRtpCapabilities, send } = peer;
      return { routerRtpCapabilities, send, ...this.#options.iceFor() };
    } finally {
      this.#opening.splice(this.#opening.indexOf(from), 1);
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

  #requirePlace(from: string): void {
    const all = [...this.#opening, ...[...this.#running.values()].map((test) => test.from)];
    const own = all.filter((address) => address === from);
    if (all.length >= MAX_AT_ONCE || own.length >= MAX_PER_ADDRESS) {
      throw new RefusedError('tooMany');
    }
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
    if (this.#running.size + this.#opening.length > 0 || this.#room === undefined) return;
    const room = this.#room;
    this.#room = undefined;
    void room.then(
      (open) => open.close(),
      () => undefined,
    );
  }
}
