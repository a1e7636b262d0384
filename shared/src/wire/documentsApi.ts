import * as v from 'valibot';
import { ByteReader, MalformedError } from '../ByteReader.ts';
import { ByteWriter } from '../ByteWriter.ts';
import type { Bytes } from '../bytes.ts';
import type { MeetingId } from '../ids.ts';
import { MAX_CHECKPOINT_BYTES, MAX_ENTRY_BYTES } from '../limits.ts';
import { DocumentHead, DocumentPlace, Generation, Moment, Position } from './documents.ts';
import { RecordNumber } from './keys.ts';

/**
 * Documents over HTTP, by the token of `openDocuments` (`Authorization: Bearer <base64url>`) or by
 * the sign-in of the meeting's owner. What is binary is `application/octet-stream` both ways.
 *
 *   GET  …/documents                                    DocumentList
 *   GET  …/documents/records                            RecordList (meetingApi)
 *   POST …/documents/authors                            an author certificate
 *   POST …/documents/entries                            an entry; EntryAccepted
 *   POST …/documents/checkpoints                        a checkpoint; at position 0 of the next
 *                                                       generation it begins that
 *   GET  …/documents/<place>/log?generation=&after=     a LogPage, binary
 *   GET  …/documents/<place>/checkpoints                CheckpointList
 *   GET  …/documents/<place>/checkpoints/<position>     a ServedCheckpoint, binary
 */
export function documentsPath(meetingId: MeetingId): `/${string}` {
  return `/api/meetings/${meetingId}/documents`;
}

/** Entries of one page together; a longer one comes alone. Larger pages hold more of our memory. */
export const LOG_PAGE_BYTES = 1024 * 1024;

/** No entry is shorter than its header and signature, so that no page has more. */
const MAX_PAGE_ENTRIES = Math.ceil(LOG_PAGE_BYTES / 150);
const MAX_CERTIFICATE_BYTES = 512;
const VERSION = 1;

/** A checkpoint with header, certificate and signature as it travels. */
export const MAX_SIGNED_CHECKPOINT_BYTES = MAX_CHECKPOINT_BYTES + 1024;

/** A place as one segment of a path: its kind, for notes `notes.<owner>`. */
export function placeSegment({ kind, owner }: DocumentPlace): string {
  return owner === null ? kind : `${kind}.${owner}`;
}

/** Reads what placeSegment() wrote. */
export const PlaceSegment = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): DocumentPlace => {
    const [kind, owner = null, ...more] = dataset.value.split('.');
    const place = v.safeParse(DocumentPlace, { kind, owner });
    if (place.success && more.length === 0) return place.output;
    addIssue({ message: 'no place' });
    return NEVER;
  }),
);

export const DocumentList = v.strictObject({
  /** The newest key record, under which entries are taken [E-4]. */
  recordNumber: RecordNumber,
  documents: v.array(DocumentHead),
});
export type DocumentList = v.InferOutput<typeof DocumentList>;

export const EntryAccepted = v.strictObject({ position: Generation, at: Moment });
export type EntryAccepted = v.InferOutput<typeof EntryAccepted>;

/** Restore points, newest first; `bytes` as it lies sealed. */
export const CheckpointList = v.strictObject({
  generation: Generation,
  checkpoints: v.array(
    v.strictObject({
      position: Position,
      at: Moment,
      bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      letsGo: v.boolean(),
    }),
  ),
});
export type CheckpointList = v.InferOutput<typeof CheckpointList>;

/** An entry with what the server knows of it. */
export interface PageEntry {
  readonly position: number;
  /** When the server took it, in ms since 1970. */
  readonly at: number;
  readonly entry: Bytes;
}

/** The part of a log after a position. */
export interface LogPage {
  readonly generation: number;
  /** The last position of the whole log, so that a reader knows whether to go on. */
  readonly end: number;
  /** Without gaps, unless a checkpoint let entries go: then it begins later than asked for. */
  readonly entries: readonly PageEntry[];
  /** Of every author in it. */
  readonly certificates: readonly Bytes[];
}

export function encodeLogPage({ generation, end, entries, certificates }: LogPage): Bytes {
  return new ByteWriter()
    .uint8(VERSION)
    .uint32(generation)
    .uint32(end)
    .list(entries, (to, { position, at, entry }) =>
      to.uint32(position).uint64(BigInt(at)).bytes(entry),
    )
    .list(certificates, (to, certificate) => to.bytes(certificate))
    .end();
}

export function decodeLogPage(bytes: Uint8Array): LogPage {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const page = {
    generation: reader.uint32(),
    end: reader.uint32(),
    entries: reader.list(MAX_PAGE_ENTRIES, (from) => ({
      position: from.uint32(),
      at: readMoment(from),
      entry: from.bytes(MAX_ENTRY_BYTES),
    })),
    certificates: reader.list(MAX_PAGE_ENTRIES, (from) => from.bytes(MAX_CERTIFICATE_BYTES)),
  };
  reader.end();
  return page;
}

/** A checkpoint with what a reader needs to check who made it. */
export interface ServedCheckpoint {
  readonly at: number;
  readonly certificate: Bytes;
  readonly checkpoint: Bytes;
}

/** Everything before the checkpoint's own bytes, so that those can be sent piece by piece. */
export function servedCheckpointHead(
  { at, certificate }: Omit<ServedCheckpoint, 'checkpoint'>,
  checkpointBytes: number,
): Bytes {
  return new ByteWriter()
    .uint8(VERSION)
    .uint64(BigInt(at))
    .bytes(certificate)
    .uint32(checkpointBytes)
    .end();
}

export function decodeServedCheckpoint(bytes: Uint8Array): ServedCheckpoint {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const served = {
    at: readMoment(reader),
    certificate: reader.bytes(MAX_CERTIFICATE_BYTES),
    checkpoint: reader.bytes(MAX_SIGNED_CHECKPOINT_BYTES),
  };
  reader.end();
  return served;
}

function readVersion(reader: ByteReader): void {
  if (reader.uint8() !== VERSION) throw new MalformedError('unknown version');
}

function readMoment(reader: ByteReader): number {
  const at = reader.uint64();
  if (at > BigInt(Number.MAX_SAFE_INTEGER)) throw new MalformedError('no such time');
  return Number(at);
}
