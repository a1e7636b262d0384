import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';

/** An entry without an answer, as it was sent or will be. */
export interface QueuedEntry {
  /** Rises with the order in which entries were written. */
  readonly id: number;
  readonly place: DocumentPlace;
  readonly generation: number;
  readonly entry: Bytes;
  /** Its author's, to be handed over again. */
  readonly certificate: Bytes;
}

/** Where this browser last saw a log. */
export interface RememberedHead {
  readonly generation: number;
  readonly position: number;
  readonly chainHash: Bytes;
}

/** What a browser keeps of a meeting's documents. One contract, kept by IndexedDB and by memory. */
export interface DocumentStore {
  queued(meetingId: MeetingId, place: DocumentPlace): Promise<readonly QueuedEntry[]>;
  /** Where anything waits for an answer. */
  places(meetingId: MeetingId): Promise<readonly DocumentPlace[]>;
  enqueue(meetingId: MeetingId, entry: Omit<QueuedEntry, 'id'>): Promise<number>;
  /** In one step, so that no page that ends in between leaves both or neither. */
  replace(
    meetingId: MeetingId,
    gone: readonly number[],
    entries: readonly Omit<QueuedEntry, 'id'>[],
  ): Promise<number[]>;
  head(meetingId: MeetingId, place: DocumentPlace): Promise<RememberedHead | undefined>;
  rememberHead(meetingId: MeetingId, place: DocumentPlace, head: RememberedHead): Promise<void>;
  /** The root of one's own notes: `known` from the vault, else the one made here at the first call. */
  notesRoot(meetingId: MeetingId, known: Bytes | undefined): Promise<WebCryptoKey>;
  forget(meetingId: MeetingId): Promise<void>;
}
