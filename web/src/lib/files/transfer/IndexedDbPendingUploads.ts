import { FileId, MeetingId } from '@conclave/shared/ids';
import { MAX_FILE_BYTES } from '@conclave/shared/limits';
import { fixedBlob } from '@conclave/shared/wire/blob';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { MemoryPendingUploads } from './MemoryPendingUploads.ts';
import type { PendingUpload, PendingUploads } from './PendingUpload.ts';

/** Listed in shared/src/dataMap/browserStorage. */
const DATABASE = 'conclave-uploads';
const STORE = 'uploads';

interface Schema extends DBSchema {
  uploads: { key: string; value: unknown };
}

/** A row that an older page wrote, or that is damaged, is not an upload. */
const Row = v.strictObject({
  fileId: FileId,
  meetingId: MeetingId,
  key: fixedBlob(32),
  name: v.pipe(v.string(), v.maxLength(1024)),
  type: v.pipe(v.string(), v.maxLength(1024)),
  bytes: v.pipe(
    v.instance(Blob),
    v.check((blob) => blob.size <= MAX_FILE_BYTES, 'too large'),
  ),
  startedAt: v.number(),
});

/** Interrupted uploads with the bytes of their files: what a page knows of a file ends with the page. */
class IndexedDbPendingUploads implements PendingUploads {
  readonly #memory = new MemoryPendingUploads();

  async of(meetingId: MeetingId): Promise<readonly PendingUpload[]> {
    const rows = await use((db) => db.getAll(STORE));
    const kept = rows.flatMap((row) => {
      const upload = v.safeParse(Row, row);
      return upload.success && upload.output.meetingId === meetingId ? [upload.output] : [];
    });
    const here = await this.#memory.of(meetingId);
    return [...kept, ...here].toSorted((a, b) => a.startedAt - b.startedAt);
  }

  async keep(upload: PendingUpload): Promise<boolean> {
    try {
      await use((db) => db.put(STORE, upload, upload.fileId));
      return true;
    } catch {
      // No room for the bytes, or no blobs in this mode: it lasts until the page is left.
      return this.#memory.keep(upload);
    }
  }

  async forget(fileId: FileId): Promise<void> {
    await this.#memory.forget(fileId);
    await use((db) => db.delete(STORE, fileId));
  }
}

/** The browser's storage; the memory of this page where there is none. */
export async function openPendingUploads(): Promise<PendingUploads> {
  try {
    await use((db) => db.count(STORE));
    return new IndexedDbPendingUploads();
  } catch {
    // Every browser has its own error for "not in this mode"; all mean the same to us.
    return new MemoryPendingUploads();
  }
}

/** Nothing is held open in between, so that "delete everything" works. */
async function use<Result>(work: (db: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
  const db = await openDB<Schema>(DATABASE, 1, {
    upgrade: (fresh) => void fresh.createObjectStore(STORE),
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
