import type { MeetingId } from '@conclave/shared/ids';
import { PROTOCOL_VERSION } from '@conclave/shared/wire/protocolVersion';
import { io, type Socket } from 'socket.io-client';
import * as v from 'valibot';
import { RacingSocket } from './RacingSocket.ts';
import { RoutedSocket, type PathSocket } from './RoutedSocket.ts';
import { Silence } from './Silence.ts';
import type { Refusal, WireSocket } from './WireSocket.ts';

/**
 * Waits before reconnecting, each up to half longer or shorter so that not all come at once. A server that
 * restarts is away for some seconds, and the last wait is what its people stand there for after it is back:
 * half of the longest one on average. Lower hammers the server; higher is felt by everybody.
 */
const RECONNECT_MIN_MS = 250;
const RECONNECT_MAX_MS = 1000;

/** How a server that refuses a handshake says why: `next(new Error(code))`, with or without data. */
const RefusedWith = v.object({
  message: v.string(),
  data: v.optional(v.object({ code: v.optional(v.string()), path: v.optional(v.string()) })),
});

function refusalOf(error: unknown): Refusal {
  const parsed = v.safeParse(RefusedWith, error);
  if (!parsed.success) return { code: undefined };
  const { data, message } = parsed.output;
  return { code: data?.code ?? message, path: data?.path };
}

/** The real thing: one WebSocket to the meeting's room, wherever among our own servers it is. */
export function openSocket(meetingId: MeetingId): WireSocket {
  const open = (path: string): PathSocket => openAt(path, meetingId);
  const waitMs = (): number =>
    RECONNECT_MIN_MS + randomShare() * (RECONNECT_MAX_MS - RECONNECT_MIN_MS);
  return new RacingSocket(() => new RoutedSocket({ open, waitMs }));
}

function randomShare(): number {
  const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
  return byte / 255;
}

/** Never long-polling, reconnecting with jitter. */
function openAt(path: string, meetingId: MeetingId): PathSocket {
  return socketOver(
    io({
      path,
      transports: ['websocket'],
      auth: { protocolVersion: PROTOCOL_VERSION, meetingId },
      autoConnect: false,
      forceNew: true,
      reconnectionDelay: RECONNECT_MIN_MS,
      reconnectionDelayMax: RECONNECT_MAX_MS,
      randomizationFactor: 0.5,
      timeout: 5000,
    }),
  );
}

function watchSilence({ io: manager }: Socket): Silence {
  const silence = new Silence(() => void manager.engine.close());
  manager.on('open', () => {
    manager.engine.on('packet', () => silence.heard());
    silence.begin();
  });
  manager.on('close', () => silence.end());
  return silence;
}

/** The part of a socket.io connection that signaling uses. */
export function socketOver(socket: Socket): PathSocket {
  const silence = watchSilence(socket);
  return {
    vouch: () => silence.heard(),
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
        if (!socket.active) listener(refusalOf(error));
      });
    },
    onFailed: (listener) => {
      socket.on('connect_error', () => {
        if (socket.active) listener();
      });
    },
  };
}
