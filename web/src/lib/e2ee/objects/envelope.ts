import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Bytes } from '@conclave/shared/bytes';
import type { FileId, MeetingId } from '@conclave/shared/ids';
import { MAX_INBOX_BYTES, MAX_NAME_BYTES } from '@conclave/shared/limits';
import { MAX_SEALED_ENVELOPE_BYTES } from '@conclave/shared/wire/filesApi';
import { openWith, sealTo, type BoxPair } from '../crypto/hpke.ts';
import type { Purpose } from '../crypto/seal.ts';
import { idBytes } from './idBytes.ts';
import { readVersion, versioned } from './version.ts';

/** [F-13] What a visitor says of a file, to whoever holds the record's inbox. */
export interface Envelope {
  readonly key: Bytes;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** What the visitor calls itself: nobody vouches for it. */
  readonly from: string;
  /** ms since 1970. */
  readonly at: number;
}

/** Where it belongs: bound in, so that it cannot stand for another file or meeting. */
export interface EnvelopePlace {
  readonly meetingId: MeetingId;
  readonly fileId: FileId;
}

/** The newest key record, to which a visitor seals. */
export interface Inbox {
  readonly recordNumber: number;
  readonly inboxKey: Bytes;
}

/** All envelopes have this size inside, so that names cannot be told by their length. */
const PADDED_BYTES = 1_536;
const MAX_FILE_NAME_BYTES = 1_020;
const MAX_TYPE_BYTES = 127;

/** Record number in clear, then sealed to the record's inbox. */
export async function sealEnvelope(
  place: EnvelopePlace,
  envelope: Envelope,
  { recordNumber, inboxKey }: Inbox,
): Promise<Bytes> {
  const padded = new Uint8Array(PADDED_BYTES);
  padded.set(new ByteWriter().bytes(encode(envelope)).end());
  const sealed = await sealTo(inboxKey, purposeOf(place, recordNumber), padded);
  return new ByteWriter().uint32(recordNumber).fixed(sealed, sealed.length).end();
}

/** Undefined if no inbox of ours opens it, or it is not what it should be. */
export async function openEnvelope(
  place: EnvelopePlace,
  sealedEnvelope: Bytes,
  inboxOf: (recordNumber: number) => Promise<BoxPair | undefined>,
): Promise<Envelope | undefined> {
  if (sealedEnvelope.length < 4 || sealedEnvelope.length > MAX_SEALED_ENVELOPE_BYTES) {
    return undefined;
  }
  const recordNumber = new ByteReader(sealedEnvelope).uint32();
  const inbox = await inboxOf(recordNumber);
  const padded =
    inbox && (await openWith(inbox, purposeOf(place, recordNumber), sealedEnvelope.slice(4)));
  if (padded === undefined) return undefined;
  try {
    return decode(new ByteReader(padded).bytes(PADDED_BYTES));
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function encode({ key, name, type, size, from, at }: Envelope): Bytes {
  return versioned()
    .fixed(key, 32)
    .uint32(size)
    .uint32(Math.floor(at / 1000))
    .text(name)
    .text(type)
    .text(from)
    .end();
}

function decode(bytes: Bytes): Envelope {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const key = reader.fixed(32);
  const size = reader.uint32();
  const at = reader.uint32() * 1000;
  const name = reader.text(MAX_FILE_NAME_BYTES);
  const type = reader.text(MAX_TYPE_BYTES);
  const from = reader.text(MAX_NAME_BYTES);
  reader.end();
  if (size > MAX_INBOX_BYTES) throw new MalformedError('larger than an inbox takes');
  return { key, name, type, size, from, at };
}

function purposeOf({ meetingId, fileId }: EnvelopePlace, recordNumber: number): Purpose {
  const context = new ByteWriter()
    .fixed(idBytes(meetingId), 16)
    .uint32(recordNumber)
    .fixed(idBytes(fileId), 16)
    .end();
  return { label: 'inbox-file', context };
}
