import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { PROTOCOL_VERSION, SIGNALING_PATH } from '../../shared/src/wire/protocolVersion.ts';

/** A WebSocket to the signaling server on which anything at all can be sent. */
export class RawSocket {
  readonly #socket: Socket;
  #closed = false;
  #goodbye = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.on('close', () => (this.#closed = true));
    // A close frame of the server: it waits for ours before it hangs up.
    socket.on('data', (data) => (this.#goodbye ||= data.includes(0x88)));
  }

  /** Upgrades as a page of the origin does. `query` is that of engine.io. */
  static async open(origin: string, query = 'EIO=4&transport=websocket'): Promise<RawSocket> {
    const { hostname, port, host } = new URL(origin);
    const socket = connect(Number(port), hostname);
    const raw = new RawSocket(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    const lines = [
      `GET ${SIGNALING_PATH}/?${query} HTTP/1.1`,
      `Host: ${host}`,
      `Origin: ${origin}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      'Sec-WebSocket-Version: 13',
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    await new Promise<void>((resolve) => {
      socket.once('data', () => resolve());
      socket.once('close', () => resolve());
    });
    return raw;
  }

  /** Says hello as socket.io wants it, so that what follows reaches the parser of messages. */
  join(): void {
    this.text(`40${JSON.stringify({ protocolVersion: PROTOCOL_VERSION })}`);
  }

  /** Whether the server has ended it. */
  get closed(): boolean {
    return this.#closed || this.#goodbye;
  }

  text(payload: string): void {
    this.frame({ first: 0x81, payload: Buffer.from(payload) });
  }

  /** `first`: FIN, RSV bits and opcode. */
  frame({
    first,
    payload,
    masked = true,
  }: {
    first: number;
    payload: Buffer;
    masked?: boolean;
  }): void {
    if (!this.#closed) this.#socket.write(frameOf(first, payload, masked));
  }

  bytes(bytes: Buffer): void {
    if (!this.#closed) this.#socket.write(bytes);
  }

  async ended(withinMs: number): Promise<boolean> {
    const end = performance.now() + withinMs;
    while (!this.closed && performance.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.closed;
  }

  close(): void {
    this.#socket.destroy();
  }
}

function frameOf(first: number, payload: Buffer, masked: boolean): Buffer {
  const mask = randomBytes(4);
  const bit = masked ? 0x80 : 0;
  const length =
    payload.length < 126
      ? Buffer.from([bit | payload.length])
      : Buffer.from([bit | 126, payload.length >> 8, payload.length & 0xff]);
  const body = masked ? payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)) : payload;
  return Buffer.concat([Buffer.from([first]), length, masked ? mask : Buffer.alloc(0), body]);
}
