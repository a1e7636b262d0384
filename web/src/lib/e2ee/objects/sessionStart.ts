import type { Bytes } from '@conclave/shared/bytes';
import { encodeSessionStart, sessionStartBytes } from '@conclave/shared/wire/signed/sessionStart';
import { signWhole, type SigningKey } from '../crypto/sign.ts';
import type { Session } from './roleCertificate.ts';

/** Host's word to the server that a session begins (protocol.md, 4.2), signed by the host key itself. */
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
