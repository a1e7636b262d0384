import { randomUUID } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileId, MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import * as v from 'valibot';
import { syncFolder } from '../ops/syncFolder.ts';
import type { BlobPlace, Blobs, ByteRange, IncomingChunk } from './Blobs.ts';
import { exactly } from './exactly.ts';

const CHUNK_NAME = /^\d{1,4}$/u;

/**
 * Chunks as files: `<folder>/<meetingId>/<fileId>/<index>`. All names are made of checked ids and
 * numbers, so no request can name another place.
 */
export class DiskBlobs implements Blobs {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async put(place: BlobPlace, { index, bytes, body }: IncomingChunk): Promise<void> {
    const folder = this.#folderOf(place);
    const isNew = (await mkdir(folder, { recursive: true })) !== undefined;
    const temporary = join(folder, `${index}.${randomUUID()}.part`);
    try {
      await writeDurably(temporary, exactly(bytes, body));
      await rename(temporary, join(folder, String(index)));
      await syncFolder(folder);
      if (isNew) await this.#syncAbove(place);
    } catch (error) {
      await rm(temporary, { force: true });
      if (isNew) await this.#removeEmpty(place);
      throw refusalOf(error);
    }
  }

  async get(place: BlobPlace, index: number, range?: ByteRange): Promise<Readable | undefined> {
    const path = join(this.#folderOf(place), String(index));
    if ((await sizeOf(path)) === undefined) return undefined;
    return createReadStream(path, range && { start: range.first, end: range.last });
  }

  async list(place: BlobPlace): Promise<ReadonlyMap<number, number>> {
    const folder = this.#folderOf(place);
    const names = (await entriesOf(folder)).map(({ name }) => name);
    const chunks = new Map<number, number>();
    for (const name of names.filter((name) => CHUNK_NAME.test(name))) {
      const size = await sizeOf(join(folder, name));
      if (size !== undefined) chunks.set(Number(name), size);
    }
    return new Map([...chunks].sort(([a], [b]) => a - b));
  }

  async delete(place: BlobPlace): Promise<void> {
    await rm(this.#folderOf(place), { recursive: true, force: true });
    await removeIfEmpty(join(this.#folder, place.meetingId));
  }

  async deleteMeeting(meetingId: MeetingId): Promise<void> {
    await rm(join(this.#folder, meetingId), { recursive: true, force: true });
  }

  async *places(): AsyncIterable<BlobPlace> {
    for (const { name } of await entriesOf(this.#folder)) {
      const meetingId = v.safeParse(MeetingId, name);
      if (!meetingId.success) continue;
      for (const entry of await entriesOf(join(this.#folder, name))) {
        const fileId = v.safeParse(FileId, entry.name);
        if (fileId.success) yield { meetingId: meetingId.output, fileId: fileId.output };
      }
    }
  }

  /**
   * Removes what a crash left half written. Call it before anything is taken: it cannot tell such a
   * piece from one that is on its way.
   */
  async removeParts(): Promise<void> {
    for await (const place of this.places()) {
      const folder = this.#folderOf(place);
      for (const { name } of await entriesOf(folder)) {
        if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
      }
      await this.#removeEmpty(place);
    }
  }

  #folderOf({ meetingId, fileId }: BlobPlace): string {
    return join(this.#folder, meetingId, fileId);
  }

  async #removeEmpty(place: BlobPlace): Promise<void> {
    await removeIfEmpty(this.#folderOf(place));
    await removeIfEmpty(join(this.#folder, place.meetingId));
  }

  /** A folder's name is on the disk once the folder that lists it is. */
  async #syncAbove({ meetingId }: BlobPlace): Promise<void> {
    await syncFolder(join(this.#folder, meetingId));
    await syncFolder(this.#folder);
  }
}

async function writeDurably(path: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for await (const piece of body) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder);
  } catch (error) {
    // Somebody put something in meanwhile, or removed it first: both are as wanted.
    if (!['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(codeOf(error))) throw error;
  }
}

/** Deleted while it was written: not there any more. A full disk is a matter for later. */
function refusalOf(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ENOENT') return new RefusedError('notFound', { cause: error });
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new RefusedError('unavailable', { cause: error });
  }
  return error;
}

function codeOf(error: unknown): string {
  return error instanceof Error ? String(Reflect.get(error, 'code')) : '';
}
