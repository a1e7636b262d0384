import { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Bytes } from '@conclave/shared/bytes';
import type { FileId } from '@conclave/shared/ids';
import { open, seal, type Purpose } from '../../e2ee/crypto/seal.ts';
import { idBytes } from '../../e2ee/objects/idBytes.ts';

/** [F-10] Which piece of which file: bound in, so that none can stand for another. */
export interface ChunkPlace {
  readonly fileId: FileId;
  readonly index: number;
  /** Of all chunks: a file that ends early does not open either. */
  readonly count: number;
}

export function sealChunk(key: Bytes, place: ChunkPlace, chunk: Bytes): Promise<Bytes> {
  return seal(key, purposeOf(place), chunk);
}

/** Undefined for what was not sealed under this key for this place. */
export function openChunk(
  key: Bytes,
  place: ChunkPlace,
  sealed: Bytes,
): Promise<Bytes | undefined> {
  return open(key, purposeOf(place), sealed);
}

/** `fileId(16) || index(4) || count(4)`. */
function purposeOf({ fileId, index, count }: ChunkPlace): Purpose {
  const context = new ByteWriter().fixed(idBytes(fileId), 16).uint32(index).uint32(count).end();
  return { label: 'file', context };
}
