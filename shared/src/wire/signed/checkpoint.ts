import * as v from 'valibot';
import { ByteReader, MalformedError } from '../../ByteReader.ts';
import { ByteWriter } from '../../ByteWriter.ts';
import { fromBase64Url, toBase64Url, type Bytes } from '../../bytes.ts';
import { DocumentAuthorId } from '../../ids.ts';
import { MAX_CHECKPOINT_BYTES } from '../../limits.ts';
import { readAddress, writeAddress, type DocumentAddress } from './documentEntry.ts';
import { readCertificate, writeCertificate, type RoleCertificate } from './roleCertificate.ts';
import { sealedSignedBytes } from './sealedObject.ts';

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
  const labelled = sealedSignedBytes('checkpoint', headerBytes, sealed);
  return { header, headerBytes, sealed, labelled, signature };
}

function flagOf(byte: number): boolean {
  if (byte > 1) throw new MalformedError('neither yes nor no');
  return byte === 1;
}
