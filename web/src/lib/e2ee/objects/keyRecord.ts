import { MalformedError } from '@conclave/shared/ByteReader';
import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import {
  decodeKeyRecord,
  encodeKeyRecord,
  hashedRecord,
  recordBodyBytes,
  type RecordBody,
} from '@conclave/shared/wire/signed/keyRecord';
import { sha256 } from '../crypto/hash.ts';
import { sign, verify, type SigningKey } from '../crypto/sign.ts';
import { isCertificateSigned, type Meeting } from './roleCertificate.ts';

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
  const bytes = recordBodyBytes(body);
  const signature = await sign(author, 'key-record', bytes);
  const hashed = hashedRecord(bytes, signature);
  return encodeKeyRecord({ hashed, sealedLiveShare: new Uint8Array(0) });
}

/** The same record with a share for the members of an epoch. Its hash does not change. */
export function withLiveShare(record: Bytes, sealedLiveShare: Bytes): Bytes {
  return encodeKeyRecord({ hashed: decodeKeyRecord(record).hashed, sealedLiveShare });
}

/** Reads a record. Whose it is stands in `isRecordGenuine`. */
export async function decodeRecord(bytes: Bytes): Promise<KeyRecord | undefined> {
  try {
    const { body, bodyBytes, hashed, signature, sealedLiveShare } = decodeKeyRecord(bytes);
    const hash = await sha256(hashed);
    return { ...body, hash, signedBytes: bodyBytes, signature, sealedLiveShare };
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/**
 * [K-4] Whether host or deputy of this meeting signed it. A deputy's certificate may be of an earlier
 * session: whether that counts is asked where it was served [K-6].
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
