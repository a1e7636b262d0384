import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import type { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Bytes } from '@conclave/shared/bytes';
import type { SessionId } from '@conclave/shared/ids';
import { MAX_NAME_BYTES } from '@conclave/shared/limits';
import {
  decodeKeySecret,
  encodeKeySecret,
  KEY_SECRET_BYTES,
  type KeySecret,
} from '../objects/keySecret.ts';
import { readKnockKey, writeKnockKey, type KnockKey } from '../objects/letter.ts';
import type { LinkKeys } from '../objects/linkKeys.ts';
import { sessionIdOf, idBytes } from '../objects/idBytes.ts';
import { TONES } from '../session/tone.ts';
import { readVersion, versioned } from '../objects/version.ts';

/** The link by which this browser came. */
export interface RememberedLink extends LinkKeys {
  readonly exposed: boolean;
}

/** A session in which this browser was let in. */
export interface RememberedSession {
  readonly sessionId: SessionId;
  readonly recordNumber: number;
  readonly secret: KeySecret;
  readonly knockKeys: readonly KnockKey[];
  /** Whose codes were compared. */
  readonly compared: readonly Bytes[];
  /** Heads below were seen passed: a server that serves them lies. */
  readonly epochFloor: bigint;
  readonly policyFloor: number;
  /** One's colour on the others' screens. */
  readonly tone: number;
  /** Whether the person left on purpose: then it comes back by a click only. */
  readonly left: boolean;
}

/** [B-1] What a browser keeps of a meeting, sealed. */
export interface Memory {
  readonly link: RememberedLink | undefined;
  readonly name: string;
  readonly cardFloor: number;
  readonly recordFloor: number;
  /** [K-6] Of the record with that number; absent before there was one. */
  readonly recordHash: Bytes | undefined;
  /** [L-3] Versions of the copied link that a server has seen. */
  readonly exposedLinks: readonly number[];
  readonly session: RememberedSession | undefined;
  /** What this person agreed to or refused, as the page keeps it. */
  readonly consent: Bytes | undefined;
}

export const NOTHING_REMEMBERED: Memory = {
  link: undefined,
  name: '',
  cardFloor: 0,
  recordFloor: 0,
  recordHash: undefined,
  exposedLinks: [],
  session: undefined,
  consent: undefined,
};

const MAX_KNOCK_KEYS = 4;
/** Only the newest link is ever registered; a few more, for a browser that has not heard of it. */
export const MAX_EXPOSED_LINKS = 8;
const MAX_COMPARED = 200;
/** The newest record, and some that the server has not confirmed yet. */
export const MAX_KEPT_CONSENT_BYTES = 256 * 1024;

export function encodeMemory(memory: Memory): Bytes {
  return versioned()
    .list(memory.link === undefined ? [] : [memory.link], writeLink)
    .text(memory.name)
    .uint32(memory.cardFloor)
    .uint32(memory.recordFloor)
    .list(memory.recordHash === undefined ? [] : [memory.recordHash], (to, hash) =>
      to.fixed(hash, 32),
    )
    .list(memory.exposedLinks, (to, version) => to.uint32(version))
    .list(memory.session === undefined ? [] : [memory.session], writeSession)
    .list(memory.consent === undefined ? [] : [memory.consent], (to, consent) => to.bytes(consent))
    .end();
}

/** Throws a MalformedError on what an older or newer page wrote. */
export function decodeMemory(bytes: Bytes): Memory {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const [link] = reader.list(1, readLink);
  const name = reader.text(MAX_NAME_BYTES);
  const cardFloor = reader.uint32();
  const recordFloor = reader.uint32();
  const [recordHash] = reader.list(1, (from) => from.fixed(32));
  const exposedLinks = reader.list(MAX_EXPOSED_LINKS, (from) => from.uint32());
  const [session] = reader.list(1, readSession);
  const [consent] = reader.list(1, (from) => from.bytes(MAX_KEPT_CONSENT_BYTES));
  reader.end();
  return { link, name, cardFloor, recordFloor, recordHash, exposedLinks, session, consent };
}

function writeLink(writer: ByteWriter, link: RememberedLink): void {
  writer
    .text(link.kind)
    .uint8(link.exposed ? 1 : 0)
    .fixed(link.joinProof, 32)
    .fixed(link.knockKey, 32)
    .fixed(link.lobbyKey, 32)
    .fixed(link.openKey, 32);
}

function readLink(reader: ByteReader): RememberedLink {
  const kind = reader.text(8);
  if (kind !== 'copied' && kind !== 'mailed') throw new MalformedError('no such kind of link');
  return {
    kind,
    exposed: reader.uint8() === 1,
    joinProof: reader.fixed(32),
    knockKey: reader.fixed(32),
    lobbyKey: reader.fixed(32),
    openKey: reader.fixed(32),
  };
}

function readTone(reader: ByteReader): number {
  const tone = reader.uint8();
  if (tone < 1 || tone > TONES) throw new MalformedError('no such colour');
  return tone;
}

function writeSession(writer: ByteWriter, session: RememberedSession): void {
  const writeKey = (to: ByteWriter, key: Bytes): void => {
    to.fixed(key, 32);
  };
  writer
    .fixed(idBytes(session.sessionId), 16)
    .uint32(session.recordNumber)
    .fixed(encodeKeySecret(session.secret), KEY_SECRET_BYTES)
    .list(session.knockKeys, writeKnockKey)
    .list(session.compared.slice(-MAX_COMPARED), writeKey)
    .uint64(session.epochFloor)
    .uint32(session.policyFloor)
    .uint8(session.tone)
    .uint8(session.left ? 1 : 0);
}

function readSession(reader: ByteReader): RememberedSession {
  const readKey = (from: ByteReader): Bytes => from.fixed(32);
  return {
    sessionId: sessionIdOf(reader.fixed(16)),
    recordNumber: reader.uint32(),
    secret: decodeKeySecret(reader.fixed(KEY_SECRET_BYTES)),
    knockKeys: reader.list(MAX_KNOCK_KEYS, readKnockKey),
    compared: reader.list(MAX_COMPARED, readKey),
    epochFloor: reader.uint64(),
    policyFloor: reader.uint32(),
    tone: readTone(reader),
    left: reader.uint8() === 1,
  };
}
