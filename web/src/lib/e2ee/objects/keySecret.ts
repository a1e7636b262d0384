import { ByteReader } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { concat, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { sha256 } from '../crypto/hash.ts';
import { hkdf } from '../crypto/hkdf.ts';
import { deriveBoxPair, type BoxPair } from '../crypto/hpke.ts';
import { label } from '../crypto/label.ts';
import { randomBytes } from '../crypto/random.ts';
import { idBytes } from './idBytes.ts';

export const KEY_SECRET_BYTES = 64;

/** [K-2] What a key record is about. */
export interface KeySecret {
  /** External PSK of every join. */
  readonly roomPsk: Bytes;
  /** Opens documents, files, participant records; renewed by every record. */
  readonly archiveKey: Bytes;
}

export function newKeySecret(): KeySecret {
  return { roomPsk: randomBytes(32), archiveKey: randomBytes(32) };
}

export function encodeKeySecret({ roomPsk, archiveKey }: KeySecret): Bytes {
  return new ByteWriter().fixed(roomPsk, 32).fixed(archiveKey, 32).end();
}

export function decodeKeySecret(bytes: Bytes): KeySecret {
  const reader = new ByteReader(bytes);
  const secret = { roomPsk: reader.fixed(32), archiveKey: reader.fixed(32) };
  reader.end();
  return secret;
}

/** [K-2] What a record says in clear of its secret: every share must open to this one. */
export function commitmentOf(
  meetingId: MeetingId,
  recordNumber: number,
  secret: KeySecret,
): Promise<Bytes> {
  const message = new ByteWriter()
    .fixed(idBytes(meetingId), 16)
    .uint32(recordNumber)
    .fixed(encodeKeySecret(secret), KEY_SECRET_BYTES)
    .end();
  return sha256(concat(label('record-secret'), Uint8Array.of(0), message));
}

/** [K-3] The pair to which strangers seal what they write. */
export async function inboxPair(archiveKey: Bytes): Promise<BoxPair> {
  return deriveBoxPair(await hkdf(archiveKey, 'inbox'));
}

/** The PSK id of a join (5.5): the record's number. */
export function pskIdOf(recordNumber: number): Bytes {
  return new ByteWriter().uint32(recordNumber).end();
}
