import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { decodeStun, stunLength, type StunMessage } from './stun.ts';

export interface RelayAddress {
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly host: string;
  readonly port: number;
  /** The name that the certificate must be for, where it is not the host. */
  readonly servername?: string;
  /** Certificates to trust instead of the system's. */
  readonly ca?: string;
}

/** A line to a relay, over which whole messages go. */
export interface StunLine {
  send(bytes: Buffer): void;
  /** One listener at a time; undefined ends the listening. */
  listen(heard: ((message: StunMessage) => void) | undefined): void;
  close(): void;
}

type Listener = ((message: StunMessage) => void) | undefined;

/** Resolves when it stands; throws why it does not. UDP always stands. */
export async function openStunLine(address: RelayAddress, waitMs: number): Promise<StunLine> {
  return address.transport === 'udp' ? openUdp(address) : openStream(address, waitMs);
}

async function openUdp({ host, port }: RelayAddress): Promise<StunLine> {
  const socket: UdpSocket = createSocket('udp4');
  let listener: Listener;
  socket.on('message', (bytes) => {
    const message = decodeStun(bytes);
    if (message) listener?.(message);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, host, resolve);
  });
  // A port that is closed answers with an error later; silence then says the same.
  socket.on('error', () => undefined);
  return {
    send: (bytes) => socket.send(bytes),
    listen: (heard) => (listener = heard),
    close: () => socket.close(),
  };
}

async function openStream(address: RelayAddress, waitMs: number): Promise<StunLine> {
  const { transport, host, port, servername = host, ca } = address;
  const socket: Socket =
    transport === 'tls'
      ? connectTls({ host, port, servername, ...(ca !== undefined && { ca }) })
      : connectTcp({ host, port });
  await new Promise<void>((resolve, reject) => {
    socket.setTimeout(waitMs, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', resolve);
  });
  socket.setTimeout(0);
  socket.on('error', () => undefined);
  let listener: Listener;
  let pending = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    pending = Buffer.concat([pending, bytes]);
    for (let length = stunLength(pending); length !== undefined; length = stunLength(pending)) {
      if (length === 0) return socket.destroy();
      if (pending.length < length) return undefined;
      const message = decodeStun(pending.subarray(0, length));
      pending = pending.subarray(length);
      if (message) listener?.(message);
    }
    return undefined;
  });
  return {
    send: (bytes) => socket.write(bytes),
    listen: (heard) => (listener = heard),
    close: () => socket.destroy(),
  };
}
