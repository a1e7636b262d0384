import { RefusedError } from '@conclave/shared/RefusedError';
import {
  MAX_CHUNKS_IN_FLIGHT,
  sealedChunkBytes,
  type FileState,
} from '@conclave/shared/wire/filesApi';
import type { Clock } from '../ops/Clock.ts';
import type { FileRow, FileStore } from '../store/FileStore.ts';
import type { Blobs } from './Blobs.ts';

/** A chunk as it comes by HTTP. */
export interface ArrivingChunk {
  readonly index: number;
  /** What the request says of its length; undefined if it does not say. */
  readonly said: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface UploadsOptions {
  readonly store: FileStore;
  readonly blobs: Blobs;
  readonly clock: Clock;
}

/** Takes the chunks of announced files; whose they are was checked before. */
export class Uploads {
  readonly #store: FileStore;
  readonly #blobs: Blobs;
  readonly #clock: Clock;
  /** Chunks that are arriving, by file. */
  readonly #arriving = new Map<string, number>();

  constructor({ store, blobs, clock }: UploadsOptions) {
    this.#store = store;
    this.#blobs = blobs;
    this.#clock = clock;
  }

  /** [F-11] [T13] Resolves when the chunk is on the disk; a body of another length leaves nothing there. */
  async put(row: FileRow, { index, said, body }: ArrivingChunk): Promise<void> {
    if (index >= row.chunks) throw new RefusedError('notFound');
    if (row.completedAt !== null) throw new RefusedError('notNow');
    const bytes = sealedChunkBytes(row, index);
    if (said !== undefined && said !== bytes) {
      throw new RefusedError(said > bytes ? 'tooLarge' : 'malformed');
    }
    await this.#counted(row, () => this.#blobs.put(row, { index, bytes, body }));
    // Deleted while it arrived: nobody would find it any more.
    if ((await this.#store.find(row)) === undefined) {
      await this.#blobs.delete(row);
      throw new RefusedError('notFound');
    }
  }

  /** Repeating it changes nothing. `notNow` while chunks are missing. */
  async complete(row: FileRow): Promise<void> {
    if (row.completedAt !== null) return;
    const { present } = await this.state(row);
    if (present.length < row.chunks) throw new RefusedError('notNow');
    // An upload that nobody went on with for a day is swept away, also in this moment.
    if (!(await this.#store.complete(row, this.#clock.now()))) throw new RefusedError('notFound');
  }

  async state(row: FileRow): Promise<FileState> {
    const { sealedBytes, chunks } = row;
    const listed = await this.#blobs.list(row);
    const present = [...listed]
      .filter(([index, bytes]) => bytes === sealedChunkBytes(row, index))
      .map(([index]) => index);
    return { sealedBytes, chunks, complete: row.completedAt !== null, present };
  }

  async #counted(row: FileRow, work: () => Promise<void>): Promise<void> {
    const key = `${row.meetingId}/${row.fileId}`;
    const others = this.#arriving.get(key) ?? 0;
    if (others >= MAX_CHUNKS_IN_FLIGHT) throw new RefusedError('tooMany');
    this.#arriving.set(key, others + 1);
    try {
      await work();
    } finally {
      const left = (this.#arriving.get(key) ?? 1) - 1;
      if (left === 0) this.#arriving.delete(key);
      else this.#arriving.set(key, left);
    }
  }
}
