import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';

/** One signaling connection, as rooms see it. */
export interface PeerSocket {
  /** The client's IP address. Counted and logged, never stored. */
  readonly address: string;
  send<N extends NotificationName>(name: N, payload: Notification<N>): void;
  /** Ends the connection. May be called twice. */
  close(): void;
}
