import * as v from 'valibot';
import { ByteReader, MalformedError } from '../../ByteReader.ts';
import { ByteWriter } from '../../ByteWriter.ts';
import { concat, fromBase64Url, toBase64Url, type Bytes } from '../../bytes.ts';
import { DocumentAuthorId } from '../../ids.ts';
import { MAX_CHECKPOINT_BYTES } from '../../limits.ts';
import { readAddress, writeAddress, type DocumentAddress } from './documentEntry.ts';
import { readCertificate, writeCertificate, type RoleCertificate } from './roleCertificate.ts';
import { signedBytes } from './signedBytes.ts';

const VERSION = 1;
const SIGNATURE_BYTES = 64;

/** documents.md, 5: a document's whole state at a position, in one piece. */
export interface CheckpointHeader extends DocumentAddress {
  readonly authorId: DocumentAuthorId;
  /** The last entry it holds; 0 begins a generation. */
  readonly position: number;
  readonly chainHash: Bytes;
  /** Whether the server may remove the entries up to its position once the session is over. */
  readonly letsGo: boolean;
  /** The author's participant's role; absent for one's own notes. */
  readonly certificate: RoleCertificate | undefined;
}

export interface Checkpoint {
  readonly header: CheckpointHeader;
  readonly headerBytes: Bytes;
  readonly sealed: Bytes;
  readonly labelled: Bytes;
  readonly signature: Bytes;
}

export function checkpointHeaderBytes(header: CheckpointHeader): Bytes {
  const writer = writeAddress(new ByteWriter().uint8(VERSION), header)
    .fixed(fromBase64Url(header.authorId), 16)
    .uint32(header.position)
    .fixed(header.chainHash, 32)
    .uint8(header.letsGo ? 1 : 0);
  return writeCertificate(writer, header.certificate).end();
}

/** What the author's key signs. */
export function checkpointSignedBytes(headerBytes: Uint8Array, sealed: Uint8Array): Bytes {
  return signedBytes('checkpoint', concat(headerBytes, new ByteWriter().bytes(sealed).end()));
}

export function encodeCheckpoint(
  headerBytes: Uint8Array,
  sealed: Uint8Array,
  signature: Uint8Array,
): Bytes {
  const rest = new ByteWriter().bytes(sealed).fixed(signature, SIGNATURE_BYTES).end();
  return concat(headerBytes, rest);
}

/** Takes a checkpoint apart; says nothing of whether it is genuine. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const reader = new ByteReader(bytes);
  if (reader.uint8() !== VERSION) throw new MalformedError('unknown version');
  const header = {
    ...readAddress(reader),
    authorId: v.parse(DocumentAuthorId, toBase64Url(reader.fixed(16))),
    position: reader.uint32(),
    chainHash: reader.fixed(32),
    letsGo: flagOf(reader.uint8()),
    certificate: readCertificate(reader),
  };
  const sealed = reader.bytes(MAX_CHECKPOINT_BYTES);
  const signature = reader.fixed(SIGNATURE_BYTES);
  reader.end();
  const headerBytes = checkpointHeaderBytes(header);
  const labelled = checkpointSignedBytes(headerBytes, sealed);
  return { header, headerBytes, sealed, labelled, signature };
}

function flagOf(byte: number): boolean {
  if (byte > 1) throw new MalformedError('neither yes nor no');
  return byte === 1;
}
