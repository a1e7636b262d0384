import { PROTOCOL_VERSION, SIGNALING_PATH } from '@conclave/shared/wire/protocolVersion';
import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import type { WireSocket } from './WireSocket.ts';

/**
 * Waits before reconnecting, each up to half longer or shorter so that not all come at once. A server that
 * restarts is away for some seconds, and the last wait is what its people stand there for after it is back:
 * half of the longest one on average. Lower hammers the server; higher is felt by everybody.
 */
const RECONNECT_MIN_MS = 250;
const RECONNECT_MAX_MS = 1000;

/** How a server that refuses a handshake says why: `next(new Error(code))`, with or without data. */
const Refusal = v.object({
  message: v.string(),
  data: v.optional(v.object({ code: v.optional(v.string()) })),
});

function refusalCode(error: unknown): string | undefined {
  const parsed = v.safeParse(Refusal, error);
  return parsed.success ? (parsed.output.data?.code ?? parsed.output.message) : undefined;
}

/** The real thing: one WebSocket to our own origin, never long-polling, reconnecting with jitter. */
export function openSocket(): WireSocket {
  return socketOver(
    io({
      path: SIGNALING_PATH,
      transports: ['websocket'],
      auth: { protocolVersion: PROTOCOL_VERSION },
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: RECONNECT_MIN_MS,
      reconnectionDelayMax: RECONNECT_MAX_MS,
      randomizationFactor: 0.5,
      timeout: 5000,
    }),
  );
}

/** The part of a socket.io connection that signaling uses. */
export function socketOver(socket: Socket): WireSocket {
  return {
    connect: () => void socket.connect(),
    disconnect: () => void socket.disconnect(),
    emit: (method, params, answer) => void socket.emit(method, params, answer),
    onEvent: (listener) => {
      socket.onAny((name: string, payload: unknown) => {
        listener(name, payload);
      });
    },
    onConnect: (listener) => void socket.on('connect', listener),
    onDisconnect: (listener) => {
      socket.on('disconnect', (reason) => {
        listener(reason === 'io server disconnect');
      });
    },
    onRefused: (listener) => {
      socket.on('connect_error', (error) => {
        // An active socket only failed to reach the server and tries again by itself.
        if (!socket.active) listener(refusalCode(error));
      });
    },
  };
}
