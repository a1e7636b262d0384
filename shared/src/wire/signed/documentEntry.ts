import * as v from 'valibot';
import { ByteReader, MalformedError } from '../../ByteReader.ts';
import { ByteWriter } from '../../ByteWriter.ts';
import { equalBytes, fromBase64Url, toBase64Url, type Bytes } from '../../bytes.ts';
import { DocumentAuthorId, MeetingId, ParticipantId } from '../../ids.ts';
import { MAX_ENTRY_BYTES } from '../../limits.ts';
import { DOCUMENT_KINDS, type DocumentKind, type DocumentPlace } from '../documents.ts';
import { sealedSignedBytes } from './sealedObject.ts';

const VERSION = 1;
const SIGNATURE_BYTES = 64;
const NOBODY = new Uint8Array(16);

/** Which document, under which keys. */
export interface DocumentAddress {
  readonly meetingId: MeetingId;
  readonly place: DocumentPlace;
  readonly generation: number;
  /** 0 for notes, whose key no record holds. */
  readonly recordNumber: number;
}

/** documents.md, 3: what stands before the sealed part and is bound into it. */
export interface EntryHeader extends DocumentAddress {
  readonly authorId: DocumentAuthorId;
  /** From 1. */
  readonly sequence: number;
  /** SHA-256 of the author's entry before; zeros for the first. */
  readonly previousHash: Bytes;
}

/** An entry taken apart. */
export interface DocumentEntry {
  readonly header: EntryHeader;
  readonly headerBytes: Bytes;
  readonly sealed: Bytes;
  /** What the author's key signs, with its label. */
  readonly labelled: Bytes;
  readonly signature: Bytes;
}

/** `meetingId || kind || owner || generation || recordNumber`: the common beginning of entries and checkpoints. */
export function writeAddress(
  writer: ByteWriter,
  { meetingId, place, generation, recordNumber }: DocumentAddress,
): ByteWriter {
  return writePlace(writer.fixed(fromBase64Url(meetingId), 16), place)
    .uint32(generation)
    .uint32(recordNumber);
}

export function readAddress(reader: ByteReader): DocumentAddress {
  return {
    meetingId: v.parse(MeetingId, toBase64Url(reader.fixed(16))),
    place: readPlace(reader),
    generation: reader.uint32(),
    recordNumber: reader.uint32(),
  };
}

/** `kind(1) || owner(16, zeros if none)`. */
export function writePlace(writer: ByteWriter, { kind, owner }: DocumentPlace): ByteWriter {
  return writer
    .uint8(DOCUMENT_KINDS.indexOf(kind) + 1)
    .fixed(owner === null ? NOBODY : fromBase64Url(owner), 16);
}

export function readPlace(reader: ByteReader): DocumentPlace {
  const kind = kindOf(reader.uint8());
  const owner = reader.fixed(16);
  const isOwned = !equalBytes(owner, NOBODY);
  if (isOwned !== (kind === 'notes')) throw new MalformedError('only notes have an owner');
  return { kind, owner: isOwned ? v.parse(ParticipantId, toBase64Url(owner)) : null };
}

export function entryHeaderBytes(header: EntryHeader): Bytes {
  return writeAddress(new ByteWriter().uint8(VERSION), header)
    .fixed(fromBase64Url(header.authorId), 16)
    .uint32(header.sequence)
    .fixed(header.previousHash, 32)
    .end();
}

/** Takes an entry apart; says nothing of whether it is genuine. */
export function decodeEntry(bytes: Uint8Array): DocumentEntry {
  const reader = new ByteReader(bytes);
  if (reader.uint8() !== VERSION) throw new MalformedError('unknown version');
  const header = {
    ...readAddress(reader),
    authorId: v.parse(DocumentAuthorId, toBase64Url(reader.fixed(16))),
    sequence: reader.uint32(),
    previousHash: reader.fixed(32),
  };
  const sealed = reader.bytes(MAX_ENTRY_BYTES);
  const signature = reader.fixed(SIGNATURE_BYTES);
  reader.end();
  const headerBytes = entryHeaderBytes(header);
  return {
    header,
    headerBytes,
    sealed,
    labelled: sealedSignedBytes('entry', headerBytes, sealed),
    signature,
  };
}

function kindOf(number: number): DocumentKind {
  const kind = DOCUMENT_KINDS[number - 1];
  if (kind === undefined) throw new MalformedError('no such kind');
  return kind;
}
