import type { Bytes } from '@conclave/shared/bytes';
import type { PeerId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import type { PageEntry } from '@conclave/shared/wire/documentsApi';

/** Where the server says that a log stands. */
export interface LogHead {
  readonly generation: number;
  readonly position: number;
  /** Of the newest checkpoint of this generation, if there is one. */
  readonly checkpoint: number | undefined;
}

/** Entries in the order of their positions, and where the log ends. */
export interface ReadPage {
  readonly entries: readonly PageEntry[];
  readonly end: number;
  /** Of every author in it. */
  readonly certificates: readonly Bytes[];
}

/** What a log tells unasked. */
export type LogEvent =
  | { readonly kind: 'author'; readonly certificate: Bytes }
  | {
      readonly kind: 'entry';
      readonly place: DocumentPlace;
      readonly generation: number;
      readonly position: number;
      readonly at: number;
      /** Absent when it is too long to be told: it has to be read. */
      readonly entry: Bytes | undefined;
    }
  | {
      readonly kind: 'checkpoint';
      readonly place: DocumentPlace;
      readonly generation: number;
      readonly position: number;
    }
  | { readonly kind: 'generation'; readonly place: DocumentPlace; readonly generation: number }
  | {
      readonly kind: 'signal';
      readonly place: DocumentPlace;
      readonly from: PeerId | undefined;
      readonly sealed: Bytes;
    };

/** A document and its generation. */
export interface LogPlace {
  readonly place: DocumentPlace;
  readonly generation: number;
}

/**
 * The server's side of documents, believed in nothing: over the signaling connection in a session, over
 * HTTP for the organizer, in tests a log in memory that lies. Requests throw a RefusedError;
 * `unavailable` and `notNow` mean that there was no answer and the same bytes may be sent again.
 */
export interface LogPort {
  /** All documents that have a log; a place that is missing has an empty one of generation 1. */
  heads(): Promise<readonly { readonly place: DocumentPlace; readonly head: LogHead }[]>;
  /** All key records of the meeting, for the archive keys of older entries. */
  records(): Promise<readonly Bytes[]>;
  registerAuthor(certificate: Bytes): Promise<void>;
  append(at: LogPlace, entry: Bytes): Promise<{ position: number; at: number }>;
  /** Entries behind a position. */
  read(at: LogPlace, after: number): Promise<ReadPage>;
  /** Positions of the checkpoints of this generation. */
  checkpoints(at: LogPlace): Promise<readonly { position: number; at: number; letsGo?: boolean }[]>;
  /** With the certificate of its author. */
  readCheckpoint(
    at: LogPlace,
    position: number,
  ): Promise<{ certificate: Bytes; checkpoint: Bytes }>;
  writeCheckpoint(at: LogPlace, checkpoint: Bytes): Promise<void>;
  /** Awareness, to all other members. */
  signal(place: DocumentPlace, sealed: Bytes): Promise<void>;
  onEvent(listen: (event: LogEvent) => void): () => void;
  /** `connected` each time that something may have been missed before. */
  onConnection(listen: (state: 'connected' | 'disconnected') => void): () => void;
  close(): void;
}
