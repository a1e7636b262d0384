import type { Bytes } from '@conclave/shared/bytes';
import type { ChunkPlace } from './fileSeal.ts';

/** Seals and opens chunks, wherever that is done. */
export interface ChunkCrypto {
  /** Reads the piece of the file itself, so that its bytes pass the page sealed only. */
  seal(key: Bytes, place: ChunkPlace, piece: Blob): Promise<Bytes>;
  /** Undefined for what was not sealed under this key for this place. */
  open(key: Bytes, place: ChunkPlace, sealed: Bytes): Promise<Bytes | undefined>;
  close(): void;
}
