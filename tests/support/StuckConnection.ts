import { EventEmitter } from 'node:events';

/** A connection as engine.io has it, whose socket takes nothing until a test says so. */
export class StuckConnection extends EventEmitter {
  /** Packets at which somebody looked while they waited. */
  looks = 0;
  /** What the socket took. */
  readonly taken: unknown[] = [];
  #waiting: { readonly type: string; readonly data?: unknown }[] = [];
  #isFree: boolean;

  constructor({ isFree = false } = {}) {
    super();
    this.#isFree = isFree;
  }

  get writeBuffer(): readonly object[] {
    this.looks += this.#waiting.length;
    return this.#waiting;
  }

  write(data?: unknown): void {
    const packet = { type: 'message', ...(data !== undefined && { data }) };
    this.emit('packetCreate', packet);
    this.#waiting.push(packet);
    if (this.#isFree) this.#flush();
  }

  /** The socket took what it had: what waits goes to it, and what comes behind that waits again. */
  ready(): void {
    this.#isFree = true;
    if (this.#waiting.length > 0) this.#flush();
  }

  #flush(): void {
    this.#isFree = false;
    const packets = this.#waiting;
    this.emit('flush', packets);
    this.#waiting = [];
    this.taken.push(...packets.map(({ data }) => data));
    this.emit('drain');
  }
}
