import { createDecoder } from 'lib0/decoding';
import * as Y from 'yjs';

/** A Yjs update taken apart, before any of it is applied. */
export interface ReadUpdate {
  readonly structs: readonly (Y.Item | Y.GC | Y.Skip)[];
  /** How many of Yjs' units it deletes: characters, and all that lies in what is deleted. */
  readonly deleted: number;
  /** How many it brings: what is put in the place of something counts on both sides. */
  readonly inserted: number;
}

/** Not an update of Yjs V1, or not one that we take. */
export class BadUpdateError extends Error {
  override readonly name = 'BadUpdateError';
}

/**
 * Reads an update of Yjs V1, whole: what is left over behind it would be read by nobody, or is of
 * another format (a V2 update of 27 bytes keeps a V2 reader busy for ever, yjs#687).
 */
export function readUpdate(update: Uint8Array): ReadUpdate {
  let left = update.length;
  class WholeDecoder extends Y.UpdateDecoderV1 {
    constructor(decoder: ReturnType<typeof createDecoder>) {
      super(decoder);
      leftOf = () => decoder.arr.length - decoder.pos;
    }
  }
  let leftOf = (): number => left;
  try {
    const { structs, ds } = Y.decodeUpdateV2(update, WholeDecoder);
    left = leftOf();
    if (left !== 0) throw new BadUpdateError('something is left over');
    const runs = [...ds.clients.values()].flat();
    const deleted = runs.reduce((sum, { len }) => sum + len, 0);
    return { structs, deleted, inserted: structs.reduce((sum, { length }) => sum + length, 0) };
  } catch (error) {
    // Yjs and lib0 throw whatever comes to hand on what is no update.
    throw error instanceof BadUpdateError ? error : new BadUpdateError('', { cause: error });
  }
}
