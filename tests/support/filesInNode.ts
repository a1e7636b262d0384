import type { MeetingId } from '../../shared/src/ids.ts';
import { answerTask } from '../../web/src/lib/files/crypto/answerTask.ts';
import { WorkerCrypto } from '../../web/src/lib/files/crypto/WorkerCrypto.ts';
import { FilesApi } from '../../web/src/lib/files/transfer/FilesApi.ts';
import type { FileServer, TokenBearer } from './fileServer.ts';

/** The files' worker without a worker: messages are copied as postMessage does. */
export function cryptoHere(): WorkerCrypto {
  let listen: (event: { data: unknown }) => void = () => undefined;
  return new WorkerCrypto({
    postMessage: (message) => {
      // Blobs are not copied by structuredClone of Node; what they hold does not change.
      void answerTask(message).then((data) => listen({ data }));
    },
    addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
      if (type === 'message') listen = listener;
    },
    terminate: () => undefined,
  });
}

/** A network between a browser and the server that counts, and fails when told. */
export class Network {
  readonly #server: FileServer;
  /** `PUT chunks/3`, in the order of their beginning. */
  readonly asked: string[] = [];
  /** Whether this request gets no answer. */
  down: (asked: string) => boolean = () => false;
  /** Awaited before a request is sent. */
  before: (asked: string) => Promise<void> = () => Promise.resolve();
  now = 0;
  /** Most requests with chunks that were under way at once. */
  most = 0;

  constructor(server: FileServer) {
    this.#server = server;
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const path = String(input instanceof Request ? input.url : input);
    const asked = `${init.method ?? 'GET'} ${path.split('/').slice(6).join('/')}`;
    this.asked.push(asked);
    const counts = asked.startsWith('PUT chunks');
    if (counts) this.most = Math.max(this.most, ++this.now);
    try {
      await this.before(asked);
      if (this.down(asked)) throw new TypeError('network error');
      init.signal?.throwIfAborted();
      const headers = new Headers(init.headers);
      headers.set('origin', this.#server.origin);
      return await fetch(new URL(path, this.#server.origin), { ...init, headers });
    } finally {
      if (counts) this.now--;
    }
  };

  api(who: Pick<TokenBearer, 'headers'>, place: 'files' | 'inbox' = 'files'): FilesApi {
    const meetingId: MeetingId = this.#server.meetingId;
    return new FilesApi({ meetingId, place, fetch: this.fetch, headers: () => who.headers });
  }

  chunksSent(): string[] {
    return this.asked.filter((asked) => asked.startsWith('PUT chunks'));
  }
}
