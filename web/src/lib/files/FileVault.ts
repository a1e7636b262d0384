import type { FileId, MeetingId, ParticipantId } from '@conclave/shared/ids';
import { MAX_FILE_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentFiles, FileReference, SharedDocument } from '../documents/SharedDocument.ts';
import type { ChunkCrypto } from './crypto/ChunkCrypto.ts';
import { UnreadableFileError } from './crypto/WorkerCrypto.ts';
import type { ListedFile } from './list/fileEvents.ts';
import { FilesDocument } from './list/FilesDocument.ts';
import { safeName } from './list/safeName.ts';
import { downloadBlob, type DownloadOptions } from './transfer/download.ts';
import type { FilesApi } from './transfer/FilesApi.ts';
import type { PendingUpload, PendingUploads } from './transfer/PendingUpload.ts';
import type { SaveFile } from './transfer/SaveFile.ts';
import { UploadQueue, type UploadQueueOptions } from './transfer/UploadQueue.ts';

export interface FileVaultOptions extends Pick<
  UploadQueueOptions,
  'wait' | 'now' | 'lock' | 'failed'
> {
  readonly meetingId: MeetingId;
  readonly api: FilesApi;
  readonly crypto: ChunkCrypto;
  readonly store: PendingUploads;
  /** The meeting's `files`. */
  readonly document: SharedDocument;
  /** Whether somebody is host or deputy, as far as this browser knows. */
  readonly leads: (participantId: ParticipantId) => boolean;
  readonly saveFile: SaveFile;
}

/** The files of a meeting: sealed here, kept on the server, listed in the `files` document. */
export class FileVault implements DocumentFiles {
  readonly queue: UploadQueue;
  readonly list: FilesDocument;
  readonly #options: FileVaultOptions;

  constructor(options: FileVaultOptions) {
    this.#options = options;
    this.list = new FilesDocument(options);
    this.queue = new UploadQueue({ ...options, arrived: (upload) => this.#list(upload) });
  }

  /** Uploads a file and lists it. Ends with the signal; goes on by itself after a lost network. */
  async add(
    file: File,
    { onProgress, signal }: { onProgress?: (share: number) => void; signal?: AbortSignal } = {},
  ): Promise<FileReference> {
    signal?.throwIfAborted();
    const fileId = this.queue.start(file);
    const stop = this.queue.onChange((views) => {
      const state = views.find((view) => view.fileId === fileId)?.state;
      if (state && 'share' in state) onProgress?.(state.share);
    });
    const cancel = (): void => void this.queue.cancel(fileId).catch(this.#options.failed);
    signal?.addEventListener('abort', cancel);
    try {
      const outcome = await this.queue.outcome(fileId);
      signal?.throwIfAborted();
      if (outcome === 'done') return { fileId, name: file.name, type: file.type, size: file.size };
      await this.queue.cancel(fileId);
      if (outcome.kind === 'refused') throw new RefusedError(outcome.code);
      if (outcome.kind === 'tooLarge') throw new RefusedError('quotaExceeded');
      throw new UnreadableFileError();
    } finally {
      stop();
      signal?.removeEventListener('abort', cancel);
    }
  }

  /**
   * The opened file. Throws `notFound` if nobody listed it, `tooLarge` if it is listed with more than `maxBytes`,
   * AlteredFileError if it is not what was listed.
   */
  async open(
    fileId: string,
    { maxBytes = MAX_FILE_BYTES, ...options }: DownloadOptions & { maxBytes?: number } = {},
  ): Promise<Blob> {
    const listed = this.list.files.find((file) => file.fileId === fileId);
    if (listed === undefined) throw new RefusedError('notFound');
    if (listed.size > maxBytes) throw new RefusedError('tooLarge');
    return this.read(listed, options);
  }

  read(file: ListedFile, options: DownloadOptions = {}): Promise<Blob> {
    return downloadBlob(file, { ...this.#options, ...options });
  }

  /** To the disk, under a harmless name. False if the person changed their mind. */
  save(file: ListedFile, options: DownloadOptions = {}): Promise<boolean> {
    return this.#options.saveFile(file, safeName(file.name), { ...this.#options, ...options });
  }

  /** [F-12] For everybody and for good: first the server's, so that nothing unlisted is left there. */
  async delete(fileId: FileId): Promise<void> {
    try {
      await this.#options.api.delete(fileId);
    } catch (error) {
      // Gone already: somebody else's deletion, or our own whose answer was lost.
      if (!(error instanceof RefusedError) || error.code !== 'notFound') throw error;
    }
    this.list.remove(fileId);
  }

  close(): void {
    this.queue.close();
    this.#options.crypto.close();
  }

  #list({ fileId, name, type, key, bytes, startedAt: at }: PendingUpload): void {
    this.list.add({ fileId, name, type, key, at, size: bytes.size, from: undefined });
  }
}
