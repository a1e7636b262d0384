import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import type { Bytes } from '@conclave/shared/bytes';
import { readVersion, versioned } from '../objects/version.ts';
import { readKnockKey, writeKnockKey, type KnockKey } from '../objects/letter.ts';

/** An emoji with all its joiners and modifiers. */
const MAX_REACTION_BYTES = 64;
const MUTABLE = ['microphone', 'camera'] as const;
const MAX_KNOCK_KEYS = 4;

export type MutableSource = (typeof MUTABLE)[number];

export function encodeReaction(reaction: string): Bytes {
  return versioned().text(reaction).end();
}

export function decodeReaction(bytes: Bytes): string {
  return whole(bytes, (reader) => reader.text(MAX_REACTION_BYTES));
}

export function encodeAskToMute(source: MutableSource): Bytes {
  return versioned().uint8(MUTABLE.indexOf(source)).end();
}

export function decodeAskToMute(bytes: Bytes): MutableSource {
  return whole(bytes, (reader) => {
    const source = MUTABLE[reader.uint8()];
    if (source === undefined) throw new MalformedError('no such source');
    return source;
  });
}

/** The epoch whose codes are compared. */
export function encodeCompare(epoch: bigint): Bytes {
  return versioned().uint64(epoch).end();
}

export function decodeCompare(bytes: Bytes): bigint {
  return whole(bytes, (reader) => reader.uint64());
}

/** [L-3] The version of the copied link that a server has seen. */
export function encodeExposedLink(linkVersion: number): Bytes {
  return versioned().uint32(linkVersion).end();
}

export function decodeExposedLink(bytes: Bytes): number {
  return whole(bytes, (reader) => reader.uint32());
}

/** Knock keys of links that the host made anew, for members who let people in. */
export function encodeKnockKeys(keys: readonly KnockKey[]): Bytes {
  return versioned().list(keys, writeKnockKey).end();
}

export function decodeKnockKeys(bytes: Bytes): KnockKey[] {
  return whole(bytes, (reader) => reader.list(MAX_KNOCK_KEYS, readKnockKey));
}

function whole<T>(bytes: Bytes, read: (reader: ByteReader) => T): T {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const value = read(reader);
  reader.end();
  return value;
}
