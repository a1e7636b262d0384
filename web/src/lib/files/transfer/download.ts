import { MAX_FILE_BYTES } from '@conclave/shared/limits';
import type { Bytes } from '@conclave/shared/bytes';
import type { FileId } from '@conclave/shared/ids';
import { chunksOf, sealedBytesOf, sealedChunkBytes } from '@conclave/shared/wire/filesApi';
import type { ChunkCrypto } from '../crypto/ChunkCrypto.ts';
import type { FilesApi } from './FilesApi.ts';

/** Chunks asked for ahead: enough to keep the line busy while one is opened, few enough to hold. */
const AHEAD = 3;

/** [F-10] A chunk is not what was uploaded: altered, exchanged, cut off, or sealed under another key. */
export class AlteredFileError extends Error {
  override readonly name = 'AlteredFileError';
}

/** A file as the document lists it, with what opens it. */
export interface SealedFile {
  readonly fileId: FileId;
  readonly key: Bytes;
  readonly size: number;
}

/** Where opened pieces go: a file on the disk, or a list in memory. */
export interface DownloadSink {
  write(piece: Bytes): void | Promise<void>;
}

export interface DownloadParts {
  readonly api: Pick<FilesApi, 'chunk'>;
  readonly crypto: Pick<ChunkCrypto, 'open'>;
}

export interface DownloadOptions {
  readonly onProgress?: ((share: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Gives the sink piece by piece what opened as it should, in order. Throws at the first that did not. */
export async function download(
  file: SealedFile,
  sink: DownloadSink,
  { api, crypto, onProgress, signal }: DownloadParts & DownloadOptions,
): Promise<void> {
  const { fileId, size } = file;
  if (size > MAX_FILE_BYTES) throw new AlteredFileError();
  const count = chunksOf(size);
  const coming: Promise<Bytes>[] = [];
  const stop = new AbortController();
  const ended = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const ask = (index: number): void => {
    const chunk = api.chunk(fileId, index, ended);
    // Whoever waits for it hears of it; those asked ahead may be given up before.
    chunk.catch(() => undefined);
    coming.push(chunk);
  };
  try {
    for (let index = 0; index < Math.min(AHEAD, count); index++) ask(index);
    for (let index = 0; index < count; index++) {
      const sealed = await coming[index];
      if (index + AHEAD < count) ask(index + AHEAD);
      const piece = await openPiece(file, index, { sealed, crypto });
      await sink.write(piece);
      onProgress?.((index + 1) / count);
    }
  } finally {
    stop.abort();
  }
}

/** One piece of the right length for its place; nothing else counts. */
async function openPiece(
  { fileId, key, size }: SealedFile,
  index: number,
  { sealed, crypto }: Pick<DownloadParts, 'crypto'> & { sealed: Bytes | undefined },
): Promise<Bytes> {
  const shape = { chunks: chunksOf(size), sealedBytes: sealedBytesOf(size) };
  if (sealed?.length !== sealedChunkBytes(shape, index)) throw new AlteredFileError();
  const piece = await crypto.open(key, { fileId, index, count: shape.chunks }, sealed);
  if (piece === undefined) throw new AlteredFileError();
  return piece;
}

/**
 * The whole file in memory, or rather where the browser puts large blobs. Its type says nothing, so
 * that no blob: address of it can ever be a page.
 */
export async function downloadBlob(
  file: SealedFile,
  parts: DownloadParts & DownloadOptions,
): Promise<Blob> {
  const pieces: Blob[] = [];
  await download(file, { write: (piece) => void pieces.push(new Blob([piece])) }, parts);
  return new Blob(pieces, { type: 'application/octet-stream' });
}
