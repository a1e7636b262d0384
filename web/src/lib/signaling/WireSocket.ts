/** Why the server refused a handshake, as far as it said so. */
export interface Refusal {
  readonly code: string | undefined;
  /** Where to go instead. */
  readonly path?: string | undefined;
}
export type RefusalListener = (refusal: Refusal) => void;

/**
 * What makes a connection doubtful. `silent`: nothing comes any more where much came a moment ago.
 * `changed`: this machine is on another network, or is back on one, so what was begun before may hang for good.
 */
export type Doubt = 'silent' | 'changed';

/** What is used of socket.io's client socket. The fake in tests is another one of these. */
export interface WireSocket {
  connect(): void;
  disconnect(): void;
  /** Sends a request; `answer` is called at most once. */
  emit(method: string, params: unknown, answer: (reply: unknown) => void): void;
  /** Calls `listener` for every event the server sends. */
  onEvent(listener: (name: string, payload: unknown) => void): void;
  onConnect(listener: () => void): void;
  /** `byServer`: the server ended the connection; it does not come back by itself. */
  onDisconnect(listener: (byServer: boolean) => void): void;
  onRefused(listener: RefusalListener): void;
  /** It may lead nowhere. Absent where there is nothing to be done about it. */
  doubt?(why: Doubt): void;
  /** [V-27] The server was heard in another way: it is there, though nothing may come on this connection. */
  vouch?(): void;
}
