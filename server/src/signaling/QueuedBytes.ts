/**
 * What a connection may leave unread before it is cut. A room's whole history of missed commits is
 * some 5 MB at worst and normally a tenth; more is somebody who does not read and lets us remember.
 */
const MAX_QUEUED_BYTES = 8 * 1024 * 1024;

/** The part of a connection of engine.io that tells what it holds back until the socket takes it. */
export interface Holding {
  on(event: 'packetCreate', listen: (packet: { readonly data?: unknown }) => void): unknown;
  on(event: 'flush', listen: () => void): unknown;
}

/**
 * How much waits to be sent on a connection. Counted as it comes: whoever goes through all that waits each time something is
 * added makes one slow reader the end of everybody's room.
 */
export class QueuedBytes {
  #bytes = 0;

  constructor(connection: Holding) {
    connection.on('packetCreate', ({ data }) => {
      this.#bytes += sizeOf(data);
    });
    connection.on('flush', () => {
      this.#bytes = 0;
    });
  }

  get count(): number {
    return this.#bytes;
  }

  /** Whether nobody reads it. */
  get isTooMuch(): boolean {
    return this.#bytes > MAX_QUEUED_BYTES;
  }
}

function sizeOf(data: unknown): number {
  if (typeof data === 'string') return data.length;
  return data instanceof Uint8Array || data instanceof ArrayBuffer ? data.byteLength : 0;
}
