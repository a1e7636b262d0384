import { MAX_MEETING_FILES, MAX_MEETING_FILES_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import { sealedChunkBytes, type FileShape, type FileState } from '@conclave/shared/wire/filesApi';
import type { FileId } from '@conclave/shared/ids';
import type { Clock } from '../ops/Clock.ts';
import type { Queries } from '../store/Database.ts';
import type { FileRow, FileStore, Usage } from '../store/FileStore.ts';
import type { Blobs } from './Blobs.ts';
import type { FileCaller, FileReader } from './FileCaller.ts';
import { Uploads, type ArrivingChunk } from './Uploads.ts';

export interface FilesOptions {
  readonly store: FileStore;
  readonly blobs: Blobs;
  readonly uploads: Uploads;
  readonly clock: Clock;
  /** What the ledger of deletions keeps of a file. */
  readonly ledgerHash: (place: Pick<FileRow, 'meetingId' | 'fileId'>) => string;
}

/** The sealed files of meetings, for members and owners (documents.md, 8). */
export class Files {
  readonly #store: FileStore;
  readonly #blobs: Blobs;
  readonly #uploads: Uploads;
  readonly #clock: Clock;
  readonly #ledgerHash: FilesOptions['ledgerHash'];

  constructor({ store, blobs, uploads, clock, ledgerHash }: FilesOptions) {
    this.#ledgerHash = ledgerHash;
    this.#store = store;
    this.#blobs = blobs;
    this.#uploads = uploads;
    this.#clock = clock;
  }

  /** [F-11] `quotaExceeded` before a byte is sent. Repeating it changes nothing. */
  async announce(caller: FileCaller, fileId: FileId, shape: FileShape): Promise<void> {
    const { meetingId } = caller;
    const uploader = uploaderOf(caller);
    const done = await this.#store.announcing(meetingId, async (queries) => {
      const known = await this.#store.find({ meetingId, fileId }, queries);
      if (known !== undefined) return sameUpload(known, { ...shape, uploader });
      await checkRoom(this.#store, queries, { meetingId, ...shape });
      const announcedAt = this.#clock.now();
      const row = { meetingId, fileId, uploader, ...shape, announcedAt };
      await this.#store.insert(queries, { ...row, completedAt: null, inbox: null });
      return true;
    });
    if (done === undefined) throw new RefusedError('notFound');
    if (!done) throw new RefusedError('notAllowed');
  }

  async put(caller: FileCaller, fileId: FileId, chunk: ArrivingChunk): Promise<void> {
    await this.#uploads.put(await this.#ownUpload(caller, fileId), chunk);
  }

  async complete(caller: FileCaller, fileId: FileId): Promise<void> {
    await this.#uploads.complete(await this.#ownUpload(caller, fileId));
  }

  async state(reader: FileReader, fileId: FileId): Promise<FileState> {
    return this.#uploads.state(await this.#shown(reader, fileId));
  }

  /** How many bytes the chunk has, and what gives them. Only complete files are served. */
  async chunk(
    reader: FileReader,
    fileId: FileId,
    index: number,
  ): Promise<{ row: FileRow; bytes: number }> {
    const row = await this.#shown(reader, fileId);
    if (row.completedAt === null || index >= row.chunks) throw new RefusedError('notFound');
    return { row, bytes: sealedChunkBytes(row, index) };
  }

  /**
   * [F-12, R33] For good and at once: with a note in the ledger, so that no backup brings it back. Chunks that a
   * crash leaves behind go with the next sweep.
   */
  async delete(caller: FileCaller, fileId: FileId): Promise<void> {
    const { meetingId } = caller;
    const row = await this.#find({ meetingId, fileId });
    const may = caller.as === 'owner' || caller.leads || row.uploader === caller.participantId;
    if (!may) throw new RefusedError('notAllowed');
    const entry = { keyedHash: this.#ledgerHash(row), at: this.#clock.now() };
    await this.#store.deleteForGood(row, entry);
    await this.#blobs.delete(row);
  }

  /** [S-13] */
  async #shown({ meetingId, until }: FileReader, fileId: FileId): Promise<FileRow> {
    const row = await this.#find({ meetingId, fileId });
    if (until !== null && (row.completedAt ?? until) >= until) throw new RefusedError('notFound');
    return row;
  }

  async #find(place: Pick<FileRow, 'meetingId' | 'fileId'>): Promise<FileRow> {
    const row = await this.#store.find(place);
    if (row === undefined) throw new RefusedError('notFound');
    return row;
  }

  async #ownUpload(caller: FileCaller, fileId: FileId): Promise<FileRow> {
    const row = await this.#find({ meetingId: caller.meetingId, fileId });
    if (row.inbox !== null || row.uploader !== uploaderOf(caller)) {
      throw new RefusedError('notAllowed');
    }
    return row;
  }
}

/** Throws `quotaExceeded` if the meeting has no room for one more file of this size. */
export async function checkRoom(
  store: FileStore,
  queries: Queries,
  { meetingId, sealedBytes }: Pick<FileRow, 'meetingId' | 'sealedBytes'>,
): Promise<void> {
  const used = await store.usage(queries, meetingId);
  const most = { files: MAX_MEETING_FILES, sealedBytes: MAX_MEETING_FILES_BYTES };
  if (!fits(used, sealedBytes, most)) throw new RefusedError('quotaExceeded');
}

/** Whether one more file of so many bytes keeps within a limit. */
export function fits(used: Usage, sealedBytes: number, most: Usage): boolean {
  return used.files < most.files && used.sealedBytes + sealedBytes <= most.sealedBytes;
}

function uploaderOf(caller: FileCaller): FileRow['uploader'] {
  return caller.as === 'owner' ? null : caller.participantId;
}

function sameUpload(
  known: FileRow,
  { sealedBytes, chunks, uploader }: FileShape & Pick<FileRow, 'uploader'>,
): boolean {
  const same = known.sealedBytes === sealedBytes && known.chunks === chunks;
  return same && known.uploader === uploader && known.inbox === null;
}
