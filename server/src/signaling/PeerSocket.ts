import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';

/** One signaling connection, as rooms see it. */
export interface PeerSocket {
  /** The client's IP address. Counted and logged, never stored. */
  readonly address: string;
  send<N extends NotificationName>(name: N, payload: Notification<N>): void;
  /**
   * The same for what nobody wants late: where the line is slow, only the newest of a key waits, and nothing waits for it.
   */
  sendNewest<N extends NotificationName>(key: string, name: N, payload: Notification<N>): void;
  /** Ends the connection. May be called twice. */
  close(): void;
}
