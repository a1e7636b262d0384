import { MalformedError } from '@conclave/shared/ByteReader';
import { concat, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import {
  decodeRoleCertificate,
  encodeRoleCertificate,
  ROLE_CERTIFICATE_BYTES,
  type RoleCertificate,
} from '@conclave/shared/wire/signed/roleCertificate';
import { meetingIdOfHost, participantIdOf } from './idBytes.ts';
import { isCertificateSigned } from './roleCertificate.ts';

const KEY_BYTES = 32;
export const HOST_PROOF_BYTES = KEY_BYTES + ROLE_CERTIFICATE_BYTES;

/** [G-18] The host key and its word for a participant: who knows nothing but the meeting's id can check it. */
export function encodeHostProof(hostKey: Bytes, certificate: RoleCertificate): Bytes {
  return concat(hostKey, encodeRoleCertificate(certificate));
}

/** Whether this participant holds the host key of the meeting: not of a sitting, and not as its deputy. */
export async function provesHost(
  meetingId: MeetingId,
  participantId: ParticipantId,
  proof: Bytes,
): Promise<boolean> {
  const hostKey = proof.slice(0, KEY_BYTES);
  const certificate = decoded(proof.slice(KEY_BYTES));
  if (certificate?.role !== 'host' || certificate.sessionId !== undefined) return false;
  if ((await meetingIdOfHost(hostKey)) !== meetingId) return false;
  if ((await participantIdOf(certificate.participantKey)) !== participantId) return false;
  return isCertificateSigned({ meetingId, hostKey }, certificate);
}

function decoded(bytes: Bytes): RoleCertificate | undefined {
  try {
    return decodeRoleCertificate(bytes);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
