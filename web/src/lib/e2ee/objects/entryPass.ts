import { ByteReader } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import {
  decodeRoleCertificate,
  encodeRoleCertificate,
  ROLE_CERTIFICATE_BYTES,
  type RoleCertificate,
} from '@conclave/shared/wire/signed/roleCertificate';
import { sign, verify, type SigningKey } from '../crypto/sign.ts';
import { idBytes } from './idBytes.ts';
import { isCertificateValid, type Session } from './roleCertificate.ts';
import { readVia, writeVia, type Via } from './via.ts';

/** [D-3] An admitter's word that somebody may join with a leaf, under the policy of that moment. */
export interface EntryPass {
  readonly policyNumber: number;
  readonly participantKey: Bytes;
  readonly leafKey: Bytes;
  readonly admitterKey: Bytes;
  readonly via: Via;
  readonly signature: Bytes;
}

/** [D-3] The host's word for its own participant in this browser. */
export interface HostPass {
  readonly policyNumber: number;
  readonly leafKey: Bytes;
  readonly certificate: RoleCertificate;
  readonly signature: Bytes;
}

export const ENTRY_PASS_BYTES = 4 + 32 + 32 + 32 + 1 + 64;
export const HOST_PASS_BYTES = 4 + 32 + ROLE_CERTIFICATE_BYTES + 64;

export async function signPass(
  session: Session,
  pass: Omit<EntryPass, 'signature' | 'admitterKey'>,
  admitter: SigningKey,
): Promise<EntryPass> {
  const whole = { ...pass, admitterKey: admitter.publicKey };
  return { ...whole, signature: await sign(admitter, 'pass', signedPass(session, whole)) };
}

export function isPassGenuine(session: Session, pass: EntryPass): Promise<boolean> {
  const { admitterKey, signature } = pass;
  return verify(admitterKey, { label: 'pass', message: signedPass(session, pass), signature });
}

export async function signHostPass(
  session: Session,
  pass: Omit<HostPass, 'signature'>,
  hostKey: SigningKey,
): Promise<HostPass> {
  return { ...pass, signature: await sign(hostKey, 'host-pass', signedHostPass(session, pass)) };
}

export async function isHostPassGenuine(
  session: Session,
  participantKey: Bytes,
  pass: HostPass,
): Promise<boolean> {
  const { certificate, signature } = pass;
  if (certificate.role !== 'host') return false;
  if (!equalBytes(certificate.participantKey, participantKey)) return false;
  if (!(await isCertificateValid(session, certificate))) return false;
  const message = signedHostPass(session, pass);
  return verify(session.hostKey, { label: 'host-pass', message, signature });
}

export function encodePass(pass: EntryPass): Bytes {
  return writeFields(new ByteWriter(), pass).fixed(pass.signature, 64).end();
}

export function decodePass(bytes: Bytes): EntryPass {
  const reader = new ByteReader(bytes);
  const pass = {
    policyNumber: reader.uint32(),
    participantKey: reader.fixed(32),
    leafKey: reader.fixed(32),
    admitterKey: reader.fixed(32),
    via: readVia(reader),
    signature: reader.fixed(64),
  };
  reader.end();
  return pass;
}

export function encodeHostPass(pass: HostPass): Bytes {
  return writeHostFields(new ByteWriter(), pass).fixed(pass.signature, 64).end();
}

export function decodeHostPass(bytes: Bytes): HostPass {
  const reader = new ByteReader(bytes);
  const pass = {
    policyNumber: reader.uint32(),
    leafKey: reader.fixed(32),
    certificate: decodeRoleCertificate(reader.fixed(ROLE_CERTIFICATE_BYTES)),
    signature: reader.fixed(64),
  };
  reader.end();
  return pass;
}

function writeFields(writer: ByteWriter, pass: Omit<EntryPass, 'signature'>): ByteWriter {
  writer
    .uint32(pass.policyNumber)
    .fixed(pass.participantKey, 32)
    .fixed(pass.leafKey, 32)
    .fixed(pass.admitterKey, 32);
  return writeVia(writer, pass.via);
}

function writeHostFields(writer: ByteWriter, pass: Omit<HostPass, 'signature'>): ByteWriter {
  return writer
    .uint32(pass.policyNumber)
    .fixed(pass.leafKey, 32)
    .fixed(encodeRoleCertificate(pass.certificate), ROLE_CERTIFICATE_BYTES);
}

function signedPass(session: Session, pass: Omit<EntryPass, 'signature'>): Bytes {
  return writeFields(new ByteWriter().fixed(idBytes(session.sessionId), 16), pass).end();
}

function signedHostPass(session: Session, pass: Omit<HostPass, 'signature'>): Bytes {
  return writeHostFields(new ByteWriter().fixed(idBytes(session.sessionId), 16), pass).end();
}
