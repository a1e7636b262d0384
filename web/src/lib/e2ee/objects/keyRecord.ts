import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { concat, equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { MAX_KEY_RECORD_BYTES } from '@conclave/shared/limits';
import {
  readCertificate,
  writeCertificate,
  type RoleCertificate,
} from '@conclave/shared/wire/signed/roleCertificate';
import { sha256 } from '../crypto/hash.ts';
import { SIGNATURE_BYTES, sign, verify, type SigningKey } from '../crypto/sign.ts';
import { idBytes, meetingIdOf } from './idBytes.ts';
import { isCertificateSigned, type Meeting } from './roleCertificate.ts';
import { readVersion, versioned } from './version.ts';
import { ByteWriter } from '@conclave/shared/ByteWriter';

/** Host, and some accounts that are deputies in advance. */
export const MAX_SHARES = 64;
const MAX_SHARE_BYTES = 160;

/** A record's secret for one box key. */
export interface RecordShare {
  readonly boxKey: Bytes;
  readonly sealedSecret: Bytes;
}

/** [K-1] Everything of a record but its signature. */
export interface RecordBody {
  readonly meetingId: MeetingId;
  readonly number: number;
  /** Zeros for the first. */
  readonly previousHash: Bytes;
  readonly authorKey: Bytes;
  readonly certificate: RoleCertificate | undefined;
  readonly inboxKey: Bytes;
  /** The archive key before, sealed under this record's; empty for the first. */
  readonly sealedPreviousKey: Bytes;
  readonly commitment: Bytes;
  readonly shares: readonly RecordShare[];
}

/** A record as it came, with what follows from its bytes. */
export interface KeyRecord extends RecordBody {
  readonly hash: Bytes;
  readonly signedBytes: Bytes;
  readonly signature: Bytes;
  /** The secret for members, outside of hash and signature: it needs a key that the hash leads to [K-1]. */
  readonly sealedLiveShare: Bytes;
}

/** Signs a record. Whoever knows the epoch adds the live share with `withLiveShare`. */
export async function signRecord(body: RecordBody, author: SigningKey): Promise<Bytes> {
  const bytes = encodeBody(body);
  const signature = await sign(author, 'key-record', bytes);
  return frame(concat(bytes, signature), new Uint8Array(0));
}

/** The same record with a share for the members of an epoch. Its hash does not change. */
export function withLiveShare(record: Bytes, sealedLiveShare: Bytes): Bytes {
  const reader = new ByteReader(record);
  return frame(reader.bytes(MAX_KEY_RECORD_BYTES), sealedLiveShare);
}

function frame(signed: Bytes, sealedLiveShare: Bytes): Bytes {
  const bytes = new ByteWriter().bytes(signed).bytes(sealedLiveShare).end();
  if (bytes.length > MAX_KEY_RECORD_BYTES) throw new RangeError('the record is too long');
  return bytes;
}

/** Reads a record. Whose it is stands in `isRecordGenuine`. */
export async function decodeRecord(bytes: Bytes): Promise<KeyRecord | undefined> {
  try {
    const outer = new ByteReader(bytes);
    const signed = outer.bytes(MAX_KEY_RECORD_BYTES);
    const sealedLiveShare = outer.bytes(MAX_SHARE_BYTES);
    outer.end();
    if (signed.length < SIGNATURE_BYTES) return undefined;
    const signedBytes = signed.slice(0, -SIGNATURE_BYTES);
    const body = decodeBody(signedBytes);
    const signature = signed.slice(-SIGNATURE_BYTES);
    return { ...body, hash: await sha256(signed), signedBytes, signature, sealedLiveShare };
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/**
 * [K-4] Whether host or deputy of this meeting signed it. A deputy's certificate may be of an earlier
 * session: what it recorded then stays recorded.
 */
export async function isRecordGenuine(meeting: Meeting, record: KeyRecord): Promise<boolean> {
  if (record.meetingId !== meeting.meetingId) return false;
  if (!(await mayRecord(meeting, record))) return false;
  const { authorKey, signedBytes, signature } = record;
  return verify(authorKey, { label: 'key-record', message: signedBytes, signature });
}

async function mayRecord(meeting: Meeting, record: KeyRecord): Promise<boolean> {
  const { authorKey, certificate } = record;
  if (certificate === undefined) return equalBytes(authorKey, meeting.hostKey);
  if (!equalBytes(certificate.participantKey, authorKey)) return false;
  return isCertificateSigned(meeting, certificate);
}

function encodeBody(body: RecordBody): Bytes {
  const writer = versioned()
    .fixed(idBytes(body.meetingId), 16)
    .uint32(body.number)
    .fixed(body.previousHash, 32)
    .fixed(body.authorKey, 32);
  return writeCertificate(writer, body.certificate)
    .fixed(body.inboxKey, 32)
    .bytes(body.sealedPreviousKey)
    .fixed(body.commitment, 32)
    .list(body.shares, (to, share) => to.fixed(share.boxKey, 32).bytes(share.sealedSecret))
    .end();
}

function decodeBody(bytes: Bytes): RecordBody {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const body = {
    meetingId: meetingIdOf(reader.fixed(16)),
    number: reader.uint32(),
    previousHash: reader.fixed(32),
    authorKey: reader.fixed(32),
    certificate: readCertificate(reader),
    inboxKey: reader.fixed(32),
    sealedPreviousKey: reader.bytes(MAX_SHARE_BYTES),
    commitment: reader.fixed(32),
    shares: reader.list(MAX_SHARES, (from) => ({
      boxKey: from.fixed(32),
      sealedSecret: from.bytes(MAX_SHARE_BYTES),
    })),
  };
  reader.end();
  return body;
}
