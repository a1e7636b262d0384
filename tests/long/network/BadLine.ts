import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { SeededRandom } from '../../support/seededRandom.ts';

/** How bad a line is, in each direction. */
export interface Impairment {
  /** Of a thousand packets, so many are lost. */
  readonly lossPermille: number;
  readonly delayMs: number;
  /** At most so much sooner or later; packets overtake each other. */
  readonly jitterMs: number;
}

export interface BadLineOptions {
  /** Where people send what is for the media workers. */
  readonly at: { readonly address: string; readonly port: number };
  /** Where the media workers are. */
  readonly to: { readonly address: string; readonly port: number };
  /** Whose line is bad; everybody else's passes as it is. */
  readonly isBad: (address: string) => boolean;
  readonly seed: number;
}

/**
 * Stands between people and the media workers, and treats UDP as a bad line does. The same seed gives the
 * same chances; which packets they meet is not the same twice, as browsers do not send alike twice.
 */
export class BadLine {
  readonly #options: BadLineOptions;
  readonly #random: SeededRandom;
  readonly #front: Socket = createSocket('udp4');
  /** The media workers tell people apart by where their packets come from. */
  readonly #behind = new Map<string, Socket>();
  #impairment: Impairment = { lossPermille: 0, delayMs: 0, jitterMs: 0 };
  #passed = 0;
  #lost = 0;
  #closed = false;

  private constructor(options: BadLineOptions) {
    this.#options = options;
    this.#random = new SeededRandom(options.seed);
    this.#front.on('message', (packet, from) => this.#send(packet, from));
  }

  static async open(options: BadLineOptions): Promise<BadLine> {
    const line = new BadLine(options);
    line.#front.bind(options.at.port, options.at.address);
    await once(line.#front, 'listening');
    return line;
  }

  /** What it did with packets of the bad line so far. */
  get counts(): { readonly passed: number; readonly lost: number } {
    return { passed: this.#passed, lost: this.#lost };
  }

  become(impairment: Impairment): void {
    this.#impairment = impairment;
  }

  close(): void {
    this.#closed = true;
    for (const socket of [this.#front, ...this.#behind.values()]) socket.close();
  }

  #send(packet: Buffer, from: RemoteInfo): void {
    const { port, address } = this.#options.to;
    const socket = this.#socketFor(from);
    this.#pass(from.address, () => socket.send(packet, port, address));
  }

  #socketFor(from: RemoteInfo): Socket {
    const key = `${from.address}:${from.port}`;
    const known = this.#behind.get(key);
    if (known !== undefined) return known;
    const socket = createSocket('udp4');
    this.#behind.set(key, socket);
    socket.on('message', (packet) =>
      this.#pass(from.address, () => this.#front.send(packet, from.port, from.address)),
    );
    return socket;
  }

  #pass(address: string, send: () => void): void {
    if (!this.#options.isBad(address)) {
      send();
      return;
    }
    const { lossPermille, delayMs, jitterMs } = this.#impairment;
    if (this.#random.below(1000) < lossPermille) {
      this.#lost += 1;
      return;
    }
    this.#passed += 1;
    const jitter = jitterMs === 0 ? 0 : this.#random.below(2 * jitterMs + 1) - jitterMs;
    setTimeout(() => {
      if (!this.#closed) send();
    }, delayMs + jitter);
  }
}
