import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { concat, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId, RequestId } from '@conclave/shared/ids';
import { MAX_KNOCK_BYTES, MAX_NAME_BYTES } from '@conclave/shared/limits';
import { openWith, sealTo, type BoxPair } from '../crypto/hpke.ts';
import { hmac, verifyHmac } from '../crypto/hmac.ts';
import { label } from '../crypto/label.ts';
import type { Purpose } from '../crypto/seal.ts';
import { SIGNATURE_BYTES, sign, verify, type SigningKey } from '../crypto/sign.ts';
import { idBytes } from './idBytes.ts';
import { readVersion, versioned } from './version.ts';
import { readVia, writeVia, type Via } from './via.ts';

/** [D-1] What somebody at the door says about itself. */
export interface Knock {
  readonly name: string;
  readonly participantKey: Bytes;
  /** MLS signature key of the leaf with which it wants to join. */
  readonly leafKey: Bytes;
  /** Where the letter is to be sealed to. */
  readonly letterKey: Bytes;
  readonly via: Via;
  readonly linkVersion: number;
}

/** Where a knock belongs: bound in, so that the server cannot hand it in for another one. */
export interface KnockPlace {
  readonly meetingId: MeetingId;
  readonly knockId: RequestId;
}

/** An opened knock, signed by its participant key. Its mac is not checked yet: see `isMacGenuine`. */
export interface OpenedKnock {
  readonly knock: Knock;
  readonly place: KnockPlace;
  readonly macBytes: Bytes;
  readonly mac: Bytes;
}

const MAC_BYTES = 32;
/** All knocks have this size inside, so that names cannot be told by their length. */
const PADDED_BYTES = 512;

export interface KnockKeys {
  readonly participant: SigningKey;
  readonly knockKey: Bytes;
  readonly recordNumber: number;
  readonly inboxKey: Bytes;
}

/** The knock as it goes to the server: record number in clear, then sealed to the record's inbox. */
export async function sealKnock(place: KnockPlace, knock: Knock, keys: KnockKeys): Promise<Bytes> {
  const body = encodeBody(knock);
  const mac = await hmac(keys.knockKey, macBytes(place, body));
  const signed = concat(body, mac);
  const signature = await sign(keys.participant, 'knock', signatureBytes(place, signed));
  const padded = new Uint8Array(PADDED_BYTES);
  padded.set(new ByteWriter().bytes(concat(signed, signature)).end());
  const sealed = await sealTo(keys.inboxKey, purposeOf(place, keys.recordNumber), padded);
  return new ByteWriter().uint32(keys.recordNumber).fixed(sealed, sealed.length).end();
}

/** The record whose inbox a knock was sealed to. */
function knockRecordNumber(sealedKnock: Bytes): number {
  return new ByteReader(sealedKnock).uint32();
}

/** Opens a knock and checks its signature; undefined if it is not what it says. */
export async function openKnock(
  place: KnockPlace,
  sealedKnock: Bytes,
  inbox: BoxPair,
): Promise<OpenedKnock | undefined> {
  if (sealedKnock.length < 4 || sealedKnock.length > MAX_KNOCK_BYTES) return undefined;
  const purpose = purposeOf(place, knockRecordNumber(sealedKnock));
  const padded = await openWith(inbox, purpose, sealedKnock.slice(4));
  if (padded === undefined) return undefined;
  try {
    return await readSigned(place, padded);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** Whether it was made by somebody with the link's secret. */
export function isMacGenuine(opened: OpenedKnock, knockKey: Bytes): Promise<boolean> {
  return verifyHmac(knockKey, opened.macBytes, opened.mac);
}

async function readSigned(place: KnockPlace, padded: Bytes): Promise<OpenedKnock | undefined> {
  const whole = new ByteReader(padded).bytes(PADDED_BYTES);
  const signed = whole.slice(0, -SIGNATURE_BYTES);
  const body = signed.slice(0, -MAC_BYTES);
  const knock = decodeBody(body);
  const genuine = await verify(knock.participantKey, {
    label: 'knock',
    message: signatureBytes(place, signed),
    signature: whole.slice(-SIGNATURE_BYTES),
  });
  if (!genuine) return undefined;
  return { knock, place, macBytes: macBytes(place, body), mac: signed.slice(-MAC_BYTES) };
}

function encodeBody(knock: Knock): Bytes {
  const writer = versioned()
    .text(knock.name)
    .fixed(knock.participantKey, 32)
    .fixed(knock.leafKey, 32)
    .fixed(knock.letterKey, 32);
  return writeVia(writer, knock.via).uint32(knock.linkVersion).end();
}

function decodeBody(body: Bytes): Knock {
  const reader = new ByteReader(body);
  readVersion(reader);
  const knock = {
    name: reader.text(MAX_NAME_BYTES),
    participantKey: reader.fixed(32),
    leafKey: reader.fixed(32),
    letterKey: reader.fixed(32),
    via: readVia(reader),
    linkVersion: reader.uint32(),
  };
  reader.end();
  return knock;
}

function placeBytes({ meetingId, knockId }: KnockPlace): Bytes {
  return new ByteWriter().fixed(idBytes(knockId), 16).fixed(idBytes(meetingId), 16).end();
}

function macBytes(place: KnockPlace, body: Bytes): Bytes {
  return concat(label('knock'), Uint8Array.of(0), placeBytes(place), body);
}

function signatureBytes(place: KnockPlace, signed: Bytes): Bytes {
  return concat(placeBytes(place), signed);
}

function purposeOf({ meetingId, knockId }: KnockPlace, recordNumber: number): Purpose {
  const context = new ByteWriter()
    .fixed(idBytes(meetingId), 16)
    .uint32(recordNumber)
    .fixed(idBytes(knockId), 16)
    .end();
  return { label: 'knock', context };
}
