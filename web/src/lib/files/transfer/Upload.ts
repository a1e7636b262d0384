import { FILE_CHUNK_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import { chunksOf, sealedBytesOf } from '@conclave/shared/wire/filesApi';
import { UnreachableError } from '../../vault/HttpApi.ts';
import type { ChunkCrypto } from '../crypto/ChunkCrypto.ts';
import { UnreadableFileError } from '../crypto/WorkerCrypto.ts';
import type { FilesApi } from './FilesApi.ts';
import type { PendingUpload } from './PendingUpload.ts';
import type { UploadState } from './UploadState.ts';

/** Chunks of one file on their way at once. More fills slow lines until none arrives in time. */
const IN_FLIGHT = 3;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export interface UploadParts {
  readonly api: FilesApi;
  readonly crypto: ChunkCrypto;
  /** Waits, or less if the network comes back before; rejects when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Sent with the announcement of a file for the inbox. */
  readonly sealedEnvelope?: string;
  readonly changed: (state: UploadState) => void;
}

/** How one run of an upload ended. */
type Outcome = 'complete' | 'paused' | 'refused' | 'unreadable';

/** [F-11] Sends one file, chunk by chunk, as often as it takes; what has arrived is not sent again. */
export class Upload {
  readonly pending: PendingUpload;
  readonly #parts: UploadParts;
  readonly #count: number;
  #done = new Set<number>();
  #paused: AbortController | undefined;
  #inFlight = IN_FLIGHT;

  constructor(pending: PendingUpload, parts: UploadParts) {
    this.pending = pending;
    this.#parts = parts;
    this.#count = chunksOf(pending.bytes.size);
  }

  /** Of the chunks, as they were acknowledged. */
  get share(): number {
    return this.#done.size / this.#count;
  }

  /** Until it is complete, refused or paused. Waits growing times while there is no answer. */
  async run(): Promise<Outcome> {
    const pause = new AbortController();
    this.#paused = pause;
    for (let failures = 0; ; failures++) {
      try {
        await this.#attempt(pause.signal);
        return 'complete';
      } catch (error) {
        if (pause.signal.aborted)
          return this.#endWith('paused', { kind: 'paused', share: this.share });
        const outcome = this.#outcomeOf(error);
        if (outcome !== undefined) return outcome;
      }
      this.#parts.changed({ kind: 'offline', share: this.share });
      // A line too slow for three gets through with one.
      this.#inFlight = 1;
      const ms = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS);
      try {
        await this.#parts.wait(ms, pause.signal);
      } catch {
        return this.#endWith('paused', { kind: 'paused', share: this.share });
      }
    }
  }

  pause(): void {
    this.#paused?.abort();
  }

  /** Undefined: it may work later. */
  #outcomeOf(error: unknown): Outcome | undefined {
    if (error instanceof UnreadableFileError)
      return this.#endWith('unreadable', { kind: 'unreadable' });
    if (error instanceof UnreachableError) return undefined;
    if (!(error instanceof RefusedError)) throw error;
    const { code } = error;
    // `notFound`, `signedOut`: a token ends with its connection, and the next one comes with the next.
    const passing = ['tooMany', 'unavailable', 'notFound', 'signedOut', 'notNow'].includes(code);
    return passing ? undefined : this.#endWith('refused', { kind: 'refused', code });
  }

  #endWith(outcome: Outcome, state: UploadState): Outcome {
    this.#parts.changed(state);
    return outcome;
  }

  async #attempt(signal: AbortSignal): Promise<void> {
    const { api, sealedEnvelope } = this.#parts;
    const { fileId, bytes } = this.pending;
    const shape = { sealedBytes: sealedBytesOf(bytes.size), chunks: this.#count };
    await api.announce(fileId, {
      ...shape,
      ...(sealedEnvelope !== undefined && { sealedEnvelope }),
    });
    const state = await api.state(fileId);
    this.#done = new Set(state.present);
    this.#tell();
    if (!state.complete) {
      await this.#sendRest(signal);
      await api.complete(fileId);
    }
  }

  async #sendRest(signal: AbortSignal): Promise<void> {
    const missing = Array.from({ length: this.#count }, (_, index) => index).filter(
      (index) => !this.#done.has(index),
    );
    const oneFailed = new AbortController();
    const stop = AbortSignal.any([signal, oneFailed.signal]);
    const lane = async (): Promise<void> => {
      for (let index = missing.shift(); index !== undefined; index = missing.shift()) {
        stop.throwIfAborted();
        await this.#sendChunk(index, stop);
      }
    };
    try {
      await Promise.all(Array.from({ length: this.#inFlight }, lane));
    } finally {
      oneFailed.abort();
    }
  }

  async #sendChunk(index: number, signal: AbortSignal): Promise<void> {
    const { api, crypto } = this.#parts;
    const { fileId, key, bytes } = this.pending;
    const piece = bytes.slice(index * FILE_CHUNK_BYTES, (index + 1) * FILE_CHUNK_BYTES);
    const sealed = await crypto.seal(key, { fileId, index, count: this.#count }, piece);
    signal.throwIfAborted();
    await api.put(fileId, { index, sealed, signal });
    this.#done.add(index);
    this.#tell();
  }

  #tell(): void {
    this.#parts.changed({ kind: 'sending', share: this.share });
  }
}
