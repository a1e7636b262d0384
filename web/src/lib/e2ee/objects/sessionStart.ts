import { MalformedError } from '@conclave/shared/ByteReader';
import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import {
  decodeSessionStart,
  encodeSessionStart,
  sessionStartBytes,
  type SessionStart,
} from '@conclave/shared/wire/signed/sessionStart';
import { signWhole, verifyWhole, type SigningKey } from '../crypto/sign.ts';
import { isCertificateValid, type Session } from './roleCertificate.ts';

/** Host's word that a session begins (protocol.md, 4.2), signed by the host key itself. */
export async function signSessionStart(
  session: Session,
  recordNumber: number,
  hostKey: SigningKey,
): Promise<Bytes> {
  const start = {
    meetingId: session.meetingId,
    sessionId: session.sessionId,
    recordNumber,
    authorKey: hostKey.publicKey,
    certificate: undefined,
  };
  return encodeSessionStart(start, await signWhole(hostKey, sessionStartBytes(start)));
}

/** Whether host or deputy began this session. */
export async function isStartGenuine(session: Session, bytes: Bytes): Promise<boolean> {
  const decoded = decode(bytes);
  if (decoded === undefined) return false;
  const { start, signature } = decoded;
  if (start.meetingId !== session.meetingId || start.sessionId !== session.sessionId) return false;
  if (!(await mayStart(session, start))) return false;
  return verifyWhole(start.authorKey, sessionStartBytes(start), signature);
}

async function mayStart(session: Session, start: SessionStart): Promise<boolean> {
  const { authorKey, certificate } = start;
  if (certificate === undefined) return equalBytes(authorKey, session.hostKey);
  // A certificate of one session starts no other (K-4).
  if (certificate.sessionId !== undefined) return false;
  if (!equalBytes(certificate.participantKey, authorKey)) return false;
  return isCertificateValid(session, certificate);
}

function decode(bytes: Bytes): ReturnType<typeof decodeSessionStart> | undefined {
  try {
    return decodeSessionStart(bytes);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
