import type { Bytes } from '@conclave/shared/bytes';
import * as v from 'valibot';
import type { ChunkCrypto } from './ChunkCrypto.ts';
import type { ChunkPlace } from './fileSeal.ts';
import { FromFilesWorker, type ToFilesWorker } from './messages.ts';

/** The file was moved, deleted or changed on the disk since it was chosen. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/** What is needed of a Worker. */
export interface CryptoPort {
  postMessage(message: ToFilesWorker, options?: { transfer: ArrayBuffer[] }): void;
  addEventListener(type: 'message', listen: (event: { data: unknown }) => void): void;
  addEventListener(type: 'error', listen: () => void): void;
  terminate(): void;
}

interface Waiting {
  resolve(bytes: Bytes | undefined): void;
  reject(error: Error): void;
}

/** The files' worker, as calls. */
export class WorkerCrypto implements ChunkCrypto {
  readonly #port: CryptoPort;
  readonly #waiting = new Map<number, Waiting>();
  #lastTask = 0;

  constructor(port: CryptoPort) {
    this.#port = port;
    port.addEventListener('message', ({ data }) => this.#answered(data));
    port.addEventListener('error', () => this.#fail(new Error('the files worker failed')));
  }

  async seal(key: Bytes, place: ChunkPlace, piece: Blob): Promise<Bytes> {
    const sealed = await this.#ask((taskId) =>
      this.#port.postMessage({ op: 'seal', taskId, key, place, piece }),
    );
    if (sealed === undefined) throw new UnreadableFileError();
    return sealed;
  }

  open(key: Bytes, place: ChunkPlace, sealed: Bytes): Promise<Bytes | undefined> {
    return this.#ask((taskId) =>
      this.#port.postMessage(
        { op: 'open', taskId, key, place, sealed },
        { transfer: [sealed.buffer] },
      ),
    );
  }

  close(): void {
    this.#port.terminate();
    this.#fail(new Error('closed'));
  }

  #ask(post: (taskId: number) => void): Promise<Bytes | undefined> {
    const taskId = ++this.#lastTask;
    const { promise, resolve, reject } = Promise.withResolvers<Bytes | undefined>();
    this.#waiting.set(taskId, { resolve, reject });
    post(taskId);
    return promise;
  }

  #answered(data: unknown): void {
    const { taskId, bytes, unreadable } = v.parse(FromFilesWorker, data);
    const waiting = this.#waiting.get(taskId);
    this.#waiting.delete(taskId);
    if (unreadable === true) waiting?.reject(new UnreadableFileError());
    else waiting?.resolve(bytes);
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
