import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { MalformedError } from '../../ByteReader.ts';
import { concat, fromUtf8, toBase64Url, type Bytes } from '../../bytes.ts';
import { DocumentAuthorId, MeetingId, ParticipantId, SessionId } from '../../ids.ts';
import { authorSignedBytes, decodeAuthor, encodeAuthor } from './author.ts';
import { checkpointHeaderBytes, decodeCheckpoint } from './checkpoint.ts';
import { decodeEntry, entryHeaderBytes, type EntryHeader } from './documentEntry.ts';
import { encodeSealedObject, sealedSignedBytes } from './sealedObject.ts';

const filled = (size: number, value: number): Bytes => new Uint8Array(size).fill(value);
const id = (value: number): string => toBase64Url(filled(16, value));
const meetingId = v.parse(MeetingId, id(1));
const authorId = v.parse(DocumentAuthorId, id(2));
const owner = v.parse(ParticipantId, id(3));
const sessionId = v.parse(SessionId, id(4));
const signature = filled(64, 5);
const sealed = filled(40, 6);

const author = {
  meetingId,
  authorKey: filled(32, 7),
  clientId: 0xfedc_ba98,
  participantKey: filled(32, 8),
};
const written = {
  meetingId,
  place: { kind: 'board', owner: null },
  generation: 3,
  recordNumber: 9,
  authorId,
} as const;
const entry: EntryHeader = {
  ...written,
  sequence: 0xffff_ffff,
  previousHash: filled(32, 10),
};
const notes: EntryHeader = { ...entry, place: { kind: 'notes', owner }, recordNumber: 0 };
const certificate = {
  role: 'deputy',
  sessionId,
  participantKey: filled(32, 11),
  signature: filled(64, 12),
} as const;
const checkpointHeader = {
  ...written,
  position: 77,
  chainHash: filled(32, 13),
  letsGo: true,
  certificate,
};

const authorBytes = encodeAuthor(author, signature);
const entryBytes = encodeSealedObject(entryHeaderBytes(entry), sealed, signature);
const notesBytes = encodeSealedObject(entryHeaderBytes(notes), sealed, signature);
const checkpointBytes = encodeSealedObject(
  checkpointHeaderBytes(checkpointHeader),
  sealed,
  signature,
);

const objects: [string, Bytes, (bytes: Uint8Array) => unknown][] = [
  ['author certificate', authorBytes, decodeAuthor],
  ['entry', entryBytes, decodeEntry],
  ['entry of notes', notesBytes, decodeEntry],
  ['checkpoint', checkpointBytes, decodeCheckpoint],
];

describe('what is written is read again', () => {
  it('[A-1] author certificate', () => {
    const decoded = decodeAuthor(authorBytes);
    expect(decoded).toEqual({ body: author, labelled: authorSignedBytes(author), signature });
    expect(authorBytes).toHaveLength(149);
  });

  it.each([
    ['of all', entry, entryBytes],
    ['of notes', notes, notesBytes],
  ])('entry %s', (_whose, header, bytes) => {
    const headerBytes = entryHeaderBytes(header);
    const labelled = sealedSignedBytes('entry', headerBytes, sealed);
    expect(decodeEntry(bytes)).toEqual({ header, headerBytes, sealed, labelled, signature });
  });

  it.each([certificate, undefined])('checkpoint', (held) => {
    const header = { ...checkpointHeader, certificate: held };
    const headerBytes = checkpointHeaderBytes(header);
    const labelled = sealedSignedBytes('checkpoint', headerBytes, sealed);
    const bytes = encodeSealedObject(headerBytes, sealed, signature);
    expect(decodeCheckpoint(bytes)).toEqual({ header, headerBytes, sealed, labelled, signature });
  });
});

describe.each(objects)('%s', (_what, bytes, decode) => {
  it('is refused at every length but its own', () => {
    for (let size = 0; size < bytes.length; size++) {
      expect(() => decode(bytes.subarray(0, size)), `${size} bytes`).toThrow(MalformedError);
    }
    expect(() => decode(concat(bytes, filled(1, 0)))).toThrow(MalformedError);
  });

  it('is refused or another one with any bit of it flipped', () => {
    const original = decode(bytes);
    let refused = 0;
    for (let at = 0; at < bytes.length * 8; at++) {
      const flipped = bytes.slice();
      flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
      try {
        expect(decode(flipped), `bit ${at}`).not.toEqual(original);
      } catch (error) {
        if (!(error instanceof MalformedError)) throw error;
        refused += 1;
      }
    }
    // The version at least.
    expect(refused).toBeGreaterThanOrEqual(8);
  });
});

describe('what is signed', () => {
  it('begins with its label and a zero, so that no object can stand for another', () => {
    const all = [
      authorSignedBytes(author),
      sealedSignedBytes('entry', entryHeaderBytes(entry), sealed),
      sealedSignedBytes('checkpoint', checkpointHeaderBytes(checkpointHeader), sealed),
    ];
    expect(all.map((bytes) => fromUtf8(bytes.subarray(0, bytes.indexOf(0))))).toEqual([
      'conclave/author/v1',
      'conclave/entry/v1',
      'conclave/checkpoint/v1',
    ]);
  });
});

describe('[D-10] a place', () => {
  const withPlace = (kind: number, ownerBytes: Bytes): Bytes => {
    const bytes = entryBytes.slice();
    bytes[17] = kind;
    bytes.set(ownerBytes, 18);
    return bytes;
  };

  it.each([
    ['no kind', 0, filled(16, 0)],
    ['a kind too many', 8, filled(16, 0)],
    ['notes of nobody', 7, filled(16, 0)],
    ['a board with an owner', 2, filled(16, 1)],
  ])('is refused as %s', (_what, kind, ownerBytes) => {
    expect(decodeEntry(withPlace(2, filled(16, 0))).header).toEqual(entry);
    expect(() => decodeEntry(withPlace(kind, ownerBytes))).toThrow(MalformedError);
  });
});
