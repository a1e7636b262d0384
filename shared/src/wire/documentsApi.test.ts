import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MalformedError } from '../ByteReader.ts';
import { concat, toBase64Url, type Bytes } from '../bytes.ts';
import { ParticipantId } from '../ids.ts';
import {
  decodeLogPage,
  decodeServedCheckpoint,
  encodeLogPage,
  PlaceSegment,
  placeSegment,
  servedCheckpointHead,
} from './documentsApi.ts';

const filled = (size: number, value: number): Bytes => new Uint8Array(size).fill(value);
const owner = v.parse(ParticipantId, toBase64Url(filled(16, 3)));
const page = {
  generation: 2,
  end: 0xffff_ffff,
  entries: [
    { position: 7, at: 1_795_000_000_123, entry: filled(200, 1) },
    { position: 8, at: Number.MAX_SAFE_INTEGER, entry: filled(300, 2) },
  ],
  certificates: [filled(149, 4)],
};
const pageBytes = encodeLogPage(page);
const served = { at: 1_795_000_000_123, certificate: filled(149, 4), checkpoint: filled(90, 5) };
const servedBytes = concat(servedCheckpointHead(served, 90), served.checkpoint);

describe('a page of a log', () => {
  it('is read as it was written, also an empty one', () => {
    expect(decodeLogPage(pageBytes)).toEqual(page);
    const empty = { generation: 1, end: 0, entries: [], certificates: [] };
    expect(decodeLogPage(encodeLogPage(empty))).toEqual(empty);
  });
});

describe('a served checkpoint', () => {
  it('is read as it was written', () => {
    expect(decodeServedCheckpoint(servedBytes)).toEqual(served);
  });
});

describe.each([
  ['a page', pageBytes, decodeLogPage],
  ['a checkpoint', servedBytes, decodeServedCheckpoint],
])('%s', (_what, bytes, decode) => {
  it('is refused at every length but its own, and in an unknown version', () => {
    for (let size = 0; size < bytes.length; size++) {
      expect(() => decode(bytes.subarray(0, size)), `${size} bytes`).toThrow(MalformedError);
    }
    expect(() => decode(concat(bytes, filled(1, 0)))).toThrow(MalformedError);
    expect(() => decode(concat(filled(1, 2), bytes.subarray(1)))).toThrow(MalformedError);
  });
});

describe('[D-10] a place in an address', () => {
  it.each([{ kind: 'board', owner: null } as const, { kind: 'notes', owner } as const])(
    'is read as it was written',
    (place) => {
      expect(v.parse(PlaceSegment, placeSegment(place))).toEqual(place);
    },
  );

  it.each([
    'notes',
    'nothing',
    '',
    `board.${owner}`,
    'notes.short',
    `notes.${owner}.${owner}`,
    `notes.${owner}.`,
    '__proto__',
  ])('is refused as "%s"', (segment) => {
    expect(v.safeParse(PlaceSegment, segment).success).toBe(false);
  });
});
