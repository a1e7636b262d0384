import type { Bytes } from '@conclave/shared/bytes';
import type { RoleCertificate } from '@conclave/shared/wire/signed/roleCertificate';
import { encodeSessionEnd, sessionEndBytes } from '@conclave/shared/wire/signed/sessionEnd';
import { signWhole, type SigningKey } from '../crypto/sign.ts';
import type { Session } from './roleCertificate.ts';

/** The order that a session is over for everybody (protocol.md, 4.3). The server checks it. */
export async function signSessionEnd(
  session: Session,
  author: SigningKey,
  certificate: RoleCertificate | undefined,
): Promise<Bytes> {
  const signed = sessionEndBytes(session.meetingId, session.sessionId);
  const signature = await signWhole(author, signed);
  return encodeSessionEnd({ authorKey: author.publicKey, certificate, signature });
}
