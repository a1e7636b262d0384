import { ByteReader, MalformedError } from '../../ByteReader.ts';
import { ByteWriter } from '../../ByteWriter.ts';
import { equalBytes, fromBase64Url, toBase64Url, type Bytes } from '../../bytes.ts';
import type { MeetingId } from '../../ids.ts';
import { signedBytes } from './signedBytes.ts';

/** [K-4] The host key's word that a participant key is host or deputy of a meeting. */
export interface RoleCertificate {
  readonly role: 'host' | 'deputy';
  /** The session for which it holds, so that a deputy of the room starts no later one; absent: the whole meeting. */
  readonly sessionId: string | undefined;
  readonly participantKey: Bytes;
  readonly signature: Bytes;
}

/** `role(1) || sessionId or zeros(16) || participantKey(32) || signature(64)`. */
export const ROLE_CERTIFICATE_BYTES = 113;

const ROLE_NUMBERS = { host: 1, deputy: 2 } as const;

const WHOLE_MEETING = new Uint8Array(16);

/** What the host key signs: `meetingId || role || sessionId or zeros || participantKey`. */
export function roleCertificateBytes(
  meetingId: MeetingId,
  { role, sessionId, participantKey }: Omit<RoleCertificate, 'signature'>,
): Bytes {
  const message = new ByteWriter()
    .fixed(fromBase64Url(meetingId), 16)
    .uint8(ROLE_NUMBERS[role])
    .fixed(scopeOf(sessionId), 16)
    .fixed(participantKey, 32)
    .end();
  return signedBytes('role', message);
}

export function encodeRoleCertificate(certificate: RoleCertificate): Bytes {
  return new ByteWriter()
    .uint8(ROLE_NUMBERS[certificate.role])
    .fixed(scopeOf(certificate.sessionId), 16)
    .fixed(certificate.participantKey, 32)
    .fixed(certificate.signature, 64)
    .end();
}

export function decodeRoleCertificate(bytes: Uint8Array): RoleCertificate {
  const reader = new ByteReader(bytes);
  const certificate = {
    role: roleOf(reader.uint8()),
    sessionId: sessionOf(reader.fixed(16)),
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

/** Throws a MalformedError for a session's id that would be read as the whole meeting. */
function scopeOf(sessionId: string | undefined): Bytes {
  if (sessionId === undefined) return WHOLE_MEETING;
  const scope = fromBase64Url(sessionId);
  if (equalBytes(scope, WHOLE_MEETING)) throw new MalformedError('no session has such an id');
  return scope;
}

function sessionOf(scope: Bytes): string | undefined {
  return equalBytes(scope, WHOLE_MEETING) ? undefined : toBase64Url(scope);
}
