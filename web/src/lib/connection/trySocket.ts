import { PROTOCOL_VERSION, SIGNALING_PATH } from '@conclave/shared/wire/protocolVersion';
import { io } from 'socket.io-client';

/** A proxy that swallows the upgrade says nothing at all. */
const OPEN_MS = 10_000;

/**
 * Whether the lasting connection that a meeting runs over can be opened: the same kind, to no meeting.
 * @returns 'outdated' if this page is not of the server's version
 */
export async function trySocket(
  wait: (ms: number) => Promise<void>,
): Promise<'open' | 'closed' | 'outdated'> {
  const socket = io({
    path: SIGNALING_PATH,
    transports: ['websocket'],
    auth: { protocolVersion: PROTOCOL_VERSION },
    ...{ autoConnect: false, forceNew: true, reconnection: false },
  });
  try {
    const answered = new Promise<'open' | 'closed' | 'outdated'>((resolve) => {
      socket.on('connect', () => resolve('open'));
      socket.on('connect_error', ({ message }) =>
        resolve(message === 'protocolMismatch' ? 'outdated' : 'closed'),
      );
    });
    socket.connect();
    return await Promise.race([answered, wait(OPEN_MS).then(() => 'closed' as const)]);
  } finally {
    socket.disconnect();
  }
}
