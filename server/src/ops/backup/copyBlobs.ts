import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { BlobPlace, Blobs } from '../../files/Blobs.ts';
import { CopyError } from './copyDatabase.ts';

export interface BlobCount {
  readonly chunks: number;
  readonly bytes: number;
}

/** Copies every sealed chunk and reads it back: what it is now must be what was sent. */
export async function copyBlobs(from: Blobs, to: Blobs): Promise<BlobCount> {
  const count = { chunks: 0, bytes: 0 };
  for await (const place of from.places()) {
    for (const [index, bytes] of await from.list(place)) {
      if (!(await copyChunk({ from, to, place, index, bytes }))) continue;
      count.chunks += 1;
      count.bytes += bytes;
    }
  }
  return count;
}

interface ChunkCopy {
  readonly from: Blobs;
  readonly to: Blobs;
  readonly place: BlobPlace;
  readonly index: number;
  readonly bytes: number;
}

/** False if it was deleted meanwhile: beside a running server that is no fault. */
async function copyChunk({ from, to, place, index, bytes }: ChunkCopy): Promise<boolean> {
  const source = await from.get(place, index);
  if (source === undefined) return false;
  const sent = createHash('sha256');
  await to.put(place, { index, bytes, body: hashing(source, sent) });
  const stored = await to.get(place, index);
  const found = createHash('sha256');
  if (stored !== undefined) for await (const piece of chunksOf(stored)) found.update(piece);
  if (!found.digest().equals(sent.digest())) {
    throw new CopyError(`Chunk ${index} of a file is not what was sent; the copy is not whole.`);
  }
  return true;
}

async function* hashing(
  body: Readable,
  hash: { update(piece: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const piece of chunksOf(body)) {
    hash.update(piece);
    yield piece;
  }
}

async function* chunksOf(body: Readable): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('a stream of bytes was expected');
    yield piece;
  }
}
