/** One end of a MessageChannel, as far as we use it: the same in browsers and in tests under Node. */
export interface WorkerPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listen: (event: { readonly data: unknown }) => void): void;
  start(): void;
  close(): void;
}
