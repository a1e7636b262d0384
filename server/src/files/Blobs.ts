import type { Readable } from 'node:stream';
import type { FileId, MeetingId } from '@conclave/shared/ids';

/** Which file's chunks. */
export interface BlobPlace {
  readonly meetingId: MeetingId;
  readonly fileId: FileId;
}

/** One chunk on its way in. */
export interface IncomingChunk {
  readonly index: number;
  /** Exactly so many. */
  readonly bytes: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Which bytes of a chunk are wanted; `last` is included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Where sealed chunks lie. It sees ids, numbers and lengths, opens nothing and inflates nothing. One
 * contract suite holds every implementation to the same words (tests/contract/blobs).
 */
export interface Blobs {
  /**
   * Takes one chunk; on the disk when it resolves. Throws `tooLarge` or `malformed`, and leaves nothing
   * behind, if the body is not exactly so long. It stops reading at the first byte too many.
   */
  put(place: BlobPlace, chunk: IncomingChunk): Promise<void>;
  /** Undefined if it is not there. */
  get(place: BlobPlace, index: number, range?: ByteRange): Promise<Readable | undefined>;
  /** The chunks that are there with their lengths. */
  list(place: BlobPlace): Promise<ReadonlyMap<number, number>>;
  delete(place: BlobPlace): Promise<void>;
  deleteMeeting(meetingId: MeetingId): Promise<void>;
  /** Every file of which there is anything, for the sweep. */
  places(): AsyncIterable<BlobPlace>;
}
