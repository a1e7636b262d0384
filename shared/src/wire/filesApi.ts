import * as v from 'valibot';
import { FileId } from '../ids.ts';
import {
  FILE_CHUNK_BYTES,
  MAX_FILE_BYTES,
  MAX_INBOX_FILES,
  SEALED_CHUNK_OVERHEAD_BYTES,
} from '../limits.ts';
import { base64Url, fixedBase64Url } from './base64Url.ts';

/** How a sealed chunk travels: the server takes it piece by piece, other bodies it reads whole. */
export const CHUNK_TYPE = 'application/vnd.conclave.chunk';

/** Chunks of the largest file. */
export const MAX_CHUNKS = Math.ceil(MAX_FILE_BYTES / FILE_CHUNK_BYTES);

/** How much a server takes of one file's chunks at a time; a browser sends three. */
export const MAX_CHUNKS_IN_FLIGHT = 8;

/** Files that wait in an inbox: what visitors of one link may hand in together, however many they are. */
export const MAX_INBOX_FILES_OF_LINK = 10 * MAX_INBOX_FILES;

/** Name, type, size, sender and key of an inbox file, with padding and what HPKE adds. */
export const MAX_SEALED_ENVELOPE_BYTES = 2 * 1024;

/** Who acts as host or deputy says so: `encodeRoleCertificate` as base64url. */
export const ROLE_HEADER = 'x-conclave-role';
/** [F-13] Who is not admitted yet shows that it holds a link: its join proof as base64url. */
export const JOIN_PROOF_HEADER = 'x-conclave-join-proof';
/** [F-13] 32 random bytes of the visitor's browser as base64url: counts what it handed in, and lets it take that back. */
export const VISITOR_HEADER = 'x-conclave-visitor';

/** How a file of so many bytes is cut: [F-10] an empty one has one empty chunk. */
export function chunksOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / FILE_CHUNK_BYTES));
}

/** What a file of so many bytes weighs once it is sealed. */
export function sealedBytesOf(bytes: number): number {
  return bytes + chunksOf(bytes) * SEALED_CHUNK_OVERHEAD_BYTES;
}

/** The exact length of one sealed chunk. */
export function sealedChunkBytes({ sealedBytes, chunks }: FileShape, index: number): number {
  const full = FILE_CHUNK_BYTES + SEALED_CHUNK_OVERHEAD_BYTES;
  return index < chunks - 1 ? full : sealedBytes - (chunks - 1) * full;
}

const Envelope = base64Url(1, MAX_SEALED_ENVELOPE_BYTES);

/** 32 bytes as base64url: what the headers of a visitor hold. */
export const HeaderKey = fixedBase64Url(32);

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const shape = {
  sealedBytes: v.pipe(wholeNumber, v.maxValue(sealedBytesOf(MAX_FILE_BYTES))),
  chunks: v.pipe(wholeNumber, v.minValue(1), v.maxValue(MAX_CHUNKS)),
};

/** A file as the server knows it. */
export interface FileShape {
  readonly sealedBytes: number;
  readonly chunks: number;
}

/** Sizes that do not belong together would let a chunk be of any length. */
function fits({ sealedBytes, chunks }: FileShape): boolean {
  const bytes = sealedBytes - chunks * SEALED_CHUNK_OVERHEAD_BYTES;
  return bytes >= 0 && chunksOf(bytes) === chunks;
}

/** [F-11] Announces an upload; repeating it changes nothing. */
export const AnnounceFile = v.pipe(v.strictObject(shape), v.check(fits, 'not how files are cut'));

/** [F-13] Announces a file of somebody who is not admitted yet. */
export const AnnounceInboxFile = v.pipe(
  v.strictObject({ ...shape, sealedEnvelope: Envelope }),
  v.check((file) => fits(file), 'not how files are cut'),
);

/** [F-11] What has arrived of a file. */
export const FileState = v.strictObject({
  ...shape,
  complete: v.boolean(),
  /** Indices of the chunks that are on the disk, ascending. */
  present: v.pipe(v.array(wholeNumber), v.maxLength(MAX_CHUNKS)),
});
export type FileState = v.InferOutput<typeof FileState>;

/** [F-13] What waits to be listed by the first admitted browser. */
export const InboxList = v.strictObject({
  files: v.array(v.strictObject({ fileId: FileId, ...shape, sealedEnvelope: Envelope })),
});
export type InboxList = v.InferOutput<typeof InboxList>;
