import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import type { Bytes } from '@conclave/shared/bytes';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { readPlace, writePlace } from '@conclave/shared/wire/signed/documentEntry';
import { readVersion, versioned } from '../../e2ee/objects/version.ts';

/** Every document of a meeting but notes, which members do not compare. */
const MAX_HEADS = 16;

/** Where a member sees a log. */
export interface ToldHead {
  readonly place: DocumentPlace;
  readonly generation: number;
  readonly position: number;
  readonly chainHash: Bytes;
}

export function encodeHeads(heads: readonly ToldHead[]): Bytes {
  return versioned()
    .list(heads.slice(0, MAX_HEADS), (to, { place, generation, position, chainHash }) =>
      writePlace(to, place).uint32(generation).uint32(position).fixed(chainHash, 32),
    )
    .end();
}

/** Undefined for what no member's browser would have written. */
export function decodeHeads(bytes: Bytes): ToldHead[] | undefined {
  try {
    const reader = new ByteReader(bytes);
    readVersion(reader);
    const heads = reader.list(MAX_HEADS, (from) => ({
      place: readPlace(from),
      generation: from.uint32(),
      position: from.uint32(),
      chainHash: from.fixed(32),
    }));
    reader.end();
    return heads;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
