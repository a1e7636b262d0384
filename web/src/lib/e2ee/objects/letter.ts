import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId, RequestId, SessionId } from '@conclave/shared/ids';
import { MAX_LETTER_BYTES } from '@conclave/shared/limits';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import { openWith, sealTo, type BoxPair } from '../crypto/hpke.ts';
import type { Purpose } from '../crypto/seal.ts';
import { decodePass, ENTRY_PASS_BYTES, encodePass, type EntryPass } from './entryPass.ts';
import { idBytes, meetingIdOf, sessionIdOf } from './idBytes.ts';
import { decodeKeySecret, encodeKeySecret, KEY_SECRET_BYTES, type KeySecret } from './keySecret.ts';
import { readVersion, versioned } from './version.ts';

/** Members who may confirm a join beside the admitter. More would not fit the letter's size. */
export const MAX_CONFIRMERS = 8;
const MAX_KNOCK_KEYS = 2;
/** All letters have this size inside. */
const PADDED_BYTES = 1536;

/** The key under which knocks by one link carry their mac. */
export interface KnockKey {
  readonly kind: LinkKind;
  readonly linkVersion: number;
  readonly key: Bytes;
  /** [L-3] A server has seen the link. */
  readonly exposed: boolean;
}

/** [D-4] All that a joiner needs and must believe. */
export interface Letter {
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
  readonly epoch: bigint;
  readonly confirmationTagHash: Bytes;
  readonly policyNumber: number;
  readonly recordNumber: number;
  readonly secret: KeySecret;
  readonly knockKeys: readonly KnockKey[];
  readonly pass: EntryPass;
  readonly confirmers: readonly Bytes[];
  readonly stateHash: Bytes;
}

/** The knock that a letter answers. */
export interface LetterPlace {
  readonly meetingId: MeetingId;
  readonly knockId: RequestId;
}

export function sealLetter(place: LetterPlace, letter: Letter, letterKey: Bytes): Promise<Bytes> {
  const padded = new Uint8Array(PADDED_BYTES);
  padded.set(new ByteWriter().bytes(encode(letter)).end());
  return sealTo(letterKey, purposeOf(place), padded);
}

/** The letter that answers a knock, or undefined: for another knock, for somebody else, or malformed. */
export async function openLetter(
  place: LetterPlace,
  sealedLetter: Bytes,
  letterPair: BoxPair,
): Promise<Letter | undefined> {
  if (sealedLetter.length > MAX_LETTER_BYTES) return undefined;
  const padded = await openWith(letterPair, purposeOf(place), sealedLetter);
  if (padded === undefined) return undefined;
  try {
    const letter = decode(new ByteReader(padded).bytes(PADDED_BYTES));
    return letter.meetingId === place.meetingId ? letter : undefined;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function encode(letter: Letter): Bytes {
  return versioned()
    .fixed(idBytes(letter.meetingId), 16)
    .fixed(idBytes(letter.sessionId), 16)
    .uint64(letter.epoch)
    .fixed(letter.confirmationTagHash, 32)
    .uint32(letter.policyNumber)
    .uint32(letter.recordNumber)
    .fixed(encodeKeySecret(letter.secret), KEY_SECRET_BYTES)
    .list(letter.knockKeys, writeKnockKey)
    .fixed(encodePass(letter.pass), ENTRY_PASS_BYTES)
    .list(letter.confirmers, (to, key) => to.fixed(key, 32))
    .fixed(letter.stateHash, 32)
    .end();
}

function decode(bytes: Bytes): Letter {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const letter = {
    meetingId: meetingIdOf(reader.fixed(16)),
    sessionId: sessionIdOf(reader.fixed(16)),
    epoch: reader.uint64(),
    confirmationTagHash: reader.fixed(32),
    policyNumber: reader.uint32(),
    recordNumber: reader.uint32(),
    secret: decodeKeySecret(reader.fixed(KEY_SECRET_BYTES)),
    knockKeys: reader.list(MAX_KNOCK_KEYS, readKnockKey),
    pass: decodePass(reader.fixed(ENTRY_PASS_BYTES)),
    confirmers: reader.list(MAX_CONFIRMERS, (from) => from.fixed(32)),
    stateHash: reader.fixed(32),
  };
  reader.end();
  return letter;
}

export function writeKnockKey(writer: ByteWriter, knockKey: KnockKey): void {
  const { kind, linkVersion, key, exposed } = knockKey;
  writer
    .text(kind)
    .uint32(linkVersion)
    .fixed(key, 32)
    .uint8(exposed ? 1 : 0);
}

export function readKnockKey(reader: ByteReader): KnockKey {
  const kind = reader.text(8);
  if (kind !== 'copied' && kind !== 'mailed') throw new MalformedError('no such kind of link');
  const knockKey = { kind, linkVersion: reader.uint32(), key: reader.fixed(32) } as const;
  const flag = reader.uint8();
  if (flag > 1) throw new MalformedError('not a flag');
  return { ...knockKey, exposed: flag === 1 };
}

function purposeOf(place: LetterPlace): Purpose {
  return { label: 'letter', context: letterContext(place) };
}

/** Bound into every answer to a knock. */
export function letterContext({ meetingId, knockId }: LetterPlace): Bytes {
  return new ByteWriter().fixed(idBytes(knockId), 16).fixed(idBytes(meetingId), 16).end();
}
