import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId, SessionId } from '@conclave/shared/ids';
import {
  roleCertificateBytes,
  type RoleCertificate,
} from '@conclave/shared/wire/signed/roleCertificate';
import { signWhole, verifyWhole, type SigningKey } from '../crypto/sign.ts';

/** A meeting and the key that all its roles come from. */
export interface Meeting {
  readonly meetingId: MeetingId;
  readonly hostKey: Bytes;
}

/** The sitting of a meeting in which somebody's word is weighed. */
export interface Session extends Meeting {
  readonly sessionId: SessionId;
}

/** [K-4] The host key's word for a participant key. */
export async function certifyRole(
  meetingId: MeetingId,
  hostKey: SigningKey,
  claim: Omit<RoleCertificate, 'signature'>,
): Promise<RoleCertificate> {
  const signature = await signWhole(hostKey, roleCertificateBytes(meetingId, claim));
  return { ...claim, signature };
}

/** Whether the host key signed it, for whatever session it names. */
export async function isCertificateSigned(
  meeting: Meeting,
  certificate: RoleCertificate,
): Promise<boolean> {
  const signed = roleCertificateBytes(meeting.meetingId, certificate);
  return verifyWhole(meeting.hostKey, signed, certificate.signature);
}

/** Whether the host key signed it, for this session or the whole meeting. */
export async function isCertificateValid(
  session: Session,
  certificate: RoleCertificate,
): Promise<boolean> {
  const { sessionId } = certificate;
  if (sessionId !== undefined && sessionId !== session.sessionId) return false;
  return isCertificateSigned(session, certificate);
}
