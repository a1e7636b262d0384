import type { Params, PeerMethod, Result } from '@conclave/shared/wire/peerRequests';
import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';
import type { Doubt } from './WireSocket.ts';

/** A notification with its name, as a union over all of them. */
export type AnyNotification = {
  [N in NotificationName]: { name: N; payload: Notification<N> };
}[NotificationName];

/**
 * The signaling connection as the rest of the browser sees it: on the main thread it is the socket,
 * in the key worker a bridge to it, in tests the server's own code. Requests that fail throw a
 * RefusedError; while the connection is down they wait, and are sent again with the same ids.
 */
export interface SignalingPort {
  request<M extends PeerMethod>(method: M, params: Params<M>): Promise<Result<M>>;
  /** Returns the way to stop listening. */
  onNotification(listen: (notification: AnyNotification) => void): () => void;
  onConnection(listen: (state: 'connected' | 'disconnected') => void): () => void;
  /** Something else hints that the connection may be dead. Absent where it is not the socket itself. */
  doubt?(why: Doubt): void;
  /** [V-27] Media came from the server just now. Absent where it is not the socket itself. */
  vouch?(): void;
}
