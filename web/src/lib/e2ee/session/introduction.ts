import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import type { Bytes } from '@conclave/shared/bytes';
import { readVersion, versioned } from '../objects/version.ts';
import { MAX_EXPOSED_LINKS } from '../storage/Memory.ts';
import { decodePresence, encodePresence } from './presence.ts';
import type { Presence } from './RoomView.ts';
import { TONES } from './tone.ts';

/** Flags, a time, and the longest name and consent, with room to spare. */
const MAX_PRESENCE_BYTES = 1024;
/** A key and a signature. */
const MAX_CERTIFICATE_BYTES = 128;
/** More than any room has leaves that could be asked. */
const MAX_ASKED = 512;

/** 7. All that somebody new has to know of a member, in one message. */
export interface Introduction {
  readonly tone: number;
  readonly presence: Presence;
  /** For who wants to write to them alone. */
  readonly directKey: Bytes;
  /** [L-3] Versions of the copied link that a server has seen. */
  readonly exposedLinks: readonly number[];
}

export function encodeIntroduction(introduction: Introduction): Bytes {
  const { tone, presence, directKey, exposedLinks } = introduction;
  return versioned()
    .uint8(tone)
    .bytes(encodePresence(presence))
    .bytes(directKey)
    .list(exposedLinks, (to, version) => to.uint32(version))
    .end();
}

/** Throws a MalformedError on what encodeIntroduction would not have written. */
export function decodeIntroduction(bytes: Bytes): Introduction {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const tone = reader.uint8();
  if (tone < 1 || tone > TONES) throw new MalformedError('no such colour');
  const presence = decodePresence(reader.bytes(MAX_PRESENCE_BYTES));
  const directKey = reader.bytes(MAX_CERTIFICATE_BYTES);
  const exposedLinks = reader.list(MAX_EXPOSED_LINKS, (from) => from.uint32());
  reader.end();
  return { tone, presence, directKey, exposedLinks };
}

/** Who is asked who they are, by leaf: the question may reach everybody. */
export function encodeQuestion(leaves: readonly number[]): Bytes {
  return versioned()
    .list(leaves.slice(0, MAX_ASKED), (to, leaf) => to.uint32(leaf))
    .end();
}

export function decodeQuestion(bytes: Bytes): number[] {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const leaves = reader.list(MAX_ASKED, (from) => from.uint32());
  reader.end();
  return leaves;
}
