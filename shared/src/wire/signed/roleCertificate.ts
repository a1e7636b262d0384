import { ByteReader, MalformedError } from '../../ByteReader.ts';
import { ByteWriter } from '../../ByteWriter.ts';
import { fromBase64Url, type Bytes } from '../../bytes.ts';
import type { MeetingId } from '../../ids.ts';
import { signedBytes } from './signedBytes.ts';

/** [K-4] The host key's word that a participant key is host or deputy of a meeting. */
export interface RoleCertificate {
  readonly role: 'host' | 'deputy';
  readonly participantKey: Bytes;
  readonly signature: Bytes;
}

/** `role(1) || participantKey(32) || signature(64)`. */
export const ROLE_CERTIFICATE_BYTES = 97;

const ROLE_NUMBERS = { host: 1, deputy: 2 } as const;

/** What the host key signs: `meetingId || role || participantKey`. */
export function roleCertificateBytes(
  meetingId: MeetingId,
  { role, participantKey }: Pick<RoleCertificate, 'role' | 'participantKey'>,
): Bytes {
  const message = new ByteWriter()
    .fixed(fromBase64Url(meetingId), 16)
    .uint8(ROLE_NUMBERS[role])
    .fixed(participantKey, 32)
    .end();
  return signedBytes('role', message);
}

export function encodeRoleCertificate(certificate: RoleCertificate): Bytes {
  return new ByteWriter()
    .uint8(ROLE_NUMBERS[certificate.role])
    .fixed(certificate.participantKey, 32)
    .fixed(certificate.signature, 64)
    .end();
}

export function decodeRoleCertificate(bytes: Uint8Array): RoleCertificate {
  const reader = new ByteReader(bytes);
  const certificate = {
    role: roleOf(reader.uint8()),
    participantKey: reader.fixed(32),
    signature: reader.fixed(64),
  };
  reader.end();
  return certificate;
}

/** A certificate inside another object: length-prefixed, empty when the host key itself signs. */
export function writeCertificate(
  writer: ByteWriter,
  certificate: RoleCertificate | undefined,
): ByteWriter {
  return writer.bytes(certificate ? encodeRoleCertificate(certificate) : new Uint8Array());
}

export function readCertificate(reader: ByteReader): RoleCertificate | undefined {
  const bytes = reader.bytes(ROLE_CERTIFICATE_BYTES);
  return bytes.length === 0 ? undefined : decodeRoleCertificate(bytes);
}

function roleOf(number: number): RoleCertificate['role'] {
  if (number === ROLE_NUMBERS.host) return 'host';
  if (number === ROLE_NUMBERS.deputy) return 'deputy';
  throw new MalformedError('no such role');
}
