import * as v from 'valibot';
import { ByteReader, MalformedError } from '../../ByteReader.ts';
import { ByteWriter } from '../../ByteWriter.ts';
import { concat, fromBase64Url, toBase64Url, type Bytes } from '../../bytes.ts';
import { MeetingId } from '../../ids.ts';
import { MAX_KEY_RECORD_BYTES } from '../../limits.ts';
import { readCertificate, writeCertificate, type RoleCertificate } from './roleCertificate.ts';

/** Host, and some accounts that are deputies in advance. */
const MAX_SHARES = 64;
const MAX_SHARE_BYTES = 160;

const VERSION = 1;
const SIGNATURE_BYTES = 64;

/** A record's secret for one box key. */
interface RecordShare {
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

/** A record as it travels, taken apart. */
export interface SignedRecord {
  readonly body: RecordBody;
  /** What the author signs, under the label `key-record`. */
  readonly bodyBytes: Bytes;
  readonly signature: Bytes;
  /** What the record's hash is of: body and signature, without the live share. */
  readonly hashed: Bytes;
  readonly sealedLiveShare: Bytes;
}

/** What the author signs, before the label. */
export function recordBodyBytes(body: RecordBody): Bytes {
  const writer = new ByteWriter()
    .uint8(VERSION)
    .fixed(fromBase64Url(body.meetingId), 16)
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

/** A signed record with the share for the members of an epoch, which may be empty. */
export function encodeKeyRecord({
  hashed,
  sealedLiveShare,
}: Pick<SignedRecord, 'hashed' | 'sealedLiveShare'>): Bytes {
  const bytes = new ByteWriter().bytes(hashed).bytes(sealedLiveShare).end();
  if (bytes.length > MAX_KEY_RECORD_BYTES) throw new RangeError('the record is too long');
  return bytes;
}

/** Body and signature, of which the hash is. */
export function hashedRecord(bodyBytes: Uint8Array, signature: Uint8Array): Bytes {
  return concat(bodyBytes, signature);
}

/** Takes a record apart. Says nothing of whose it is. */
export function decodeKeyRecord(bytes: Uint8Array): SignedRecord {
  const outer = new ByteReader(bytes);
  const hashed = outer.bytes(MAX_KEY_RECORD_BYTES);
  const sealedLiveShare = outer.bytes(MAX_SHARE_BYTES);
  outer.end();
  if (hashed.length < SIGNATURE_BYTES) throw new MalformedError('too short');
  const bodyBytes = hashed.slice(0, -SIGNATURE_BYTES);
  const signature = hashed.slice(-SIGNATURE_BYTES);
  return { body: readBody(bodyBytes), bodyBytes, signature, hashed, sealedLiveShare };
}

function readBody(bytes: Bytes): RecordBody {
  const reader = new ByteReader(bytes);
  if (reader.uint8() !== VERSION) throw new MalformedError('unknown version');
  const body = {
    meetingId: v.parse(MeetingId, toBase64Url(reader.fixed(16))),
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
