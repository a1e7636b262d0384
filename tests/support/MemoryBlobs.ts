import { Readable } from 'node:stream';
import type { MeetingId } from '../../shared/src/ids.ts';
import type { BlobPlace, Blobs, ByteRange, IncomingChunk } from '../../server/src/files/Blobs.ts';
import { exactly } from '../../server/src/files/exactly.ts';

/** Chunks in memory, by the same contract as those on the disk. */
export class MemoryBlobs implements Blobs {
  readonly #files = new Map<string, { place: BlobPlace; chunks: Map<number, Buffer> }>();

  async put(place: BlobPlace, { index, bytes, body }: IncomingChunk): Promise<void> {
    const pieces: Uint8Array[] = [];
    for await (const piece of exactly(bytes, body)) pieces.push(piece);
    const file = this.#files.get(keyOf(place)) ?? { place, chunks: new Map<number, Buffer>() };
    file.chunks.set(index, Buffer.concat(pieces));
    this.#files.set(keyOf(place), file);
  }

  async get(place: BlobPlace, index: number, range?: ByteRange): Promise<Readable | undefined> {
    const chunk = this.#files.get(keyOf(place))?.chunks.get(index);
    if (chunk === undefined) return Promise.resolve(undefined);
    const wanted = range ? chunk.subarray(range.first, range.last + 1) : chunk;
    return Promise.resolve(Readable.from([wanted]));
  }

  async list(place: BlobPlace): Promise<ReadonlyMap<number, number>> {
    const chunks = this.#files.get(keyOf(place))?.chunks ?? new Map<number, Buffer>();
    const sizes = [...chunks].map(([index, { length }]) => [index, length] as const);
    return Promise.resolve(new Map(sizes.sort(([a], [b]) => a - b)));
  }

  async delete(place: BlobPlace): Promise<void> {
    this.#files.delete(keyOf(place));
    return Promise.resolve();
  }

  async deleteMeeting(meetingId: MeetingId): Promise<void> {
    for (const [key, { place }] of this.#files) {
      if (place.meetingId === meetingId) this.#files.delete(key);
    }
    return Promise.resolve();
  }

  async *places(): AsyncIterable<BlobPlace> {
    for (const { place } of this.#files.values()) yield await Promise.resolve(place);
  }
}

const keyOf = ({ meetingId, fileId }: BlobPlace): string => `${meetingId}/${fileId}`;
