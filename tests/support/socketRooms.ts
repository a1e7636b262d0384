import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOrigins } from '../../server/src/http/origins.ts';
import { OneNode } from '../../server/src/nodes/OneNode.ts';
import { Metrics } from '../../server/src/ops/Metrics.ts';
import { serveRooms } from '../../server/src/signaling/roomServer.ts';
import { systemTimers } from '../../web/src/lib/e2ee/session/Timers.ts';
import { LocalRooms, type LocalRoomsOptions } from './LocalRooms.ts';
import { silentLog } from './silentLog.ts';

export interface SocketRooms {
  readonly rooms: LocalRooms;
  readonly origin: string;
  close(): Promise<void>;
}

/** The server's rooms in this process, behind real sockets: for what its own program cannot be told. */
export async function serveLocalRooms(options: LocalRoomsOptions): Promise<SocketRooms> {
  const rooms = new LocalRooms(systemTimers, options);
  const http = createServer();
  const signaling = await serveRooms(rooms.rooms, {
    http,
    origins: createOrigins({ publicOrigin: undefined, tls: false }),
    trustProxy: [],
    socketsPerAddress: 50,
    checkOutgoing: true,
    clock: systemTimers,
    timers: systemTimers,
    log: silentLog,
    metrics: new Metrics(),
    directions: new OneNode(),
    newsPool: undefined,
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    rooms,
    origin: `http://127.0.0.1:${portOf(http.address())}`,
    async close() {
      await signaling.close();
      http.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}
