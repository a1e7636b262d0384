import type { Params } from '@conclave/shared/wire/peerRequests';
import { decodeRoleCertificate } from '@conclave/shared/wire/signed/roleCertificate';
import { decoding, mayLead } from './authority.ts';
import type { StoredMeeting } from './RoomStore.ts';

/** [V-14] Whether somebody joins without a letter: at an open door, or by the host's word. */
export function mayQueue(
  { proof, sessionId, certificate }: Params<'takeTicket'>,
  { meetingId, hostKey, open }: StoredMeeting,
): boolean {
  if (open) return true;
  const role = certificate && decoding(() => decodeRoleCertificate(certificate));
  if (!role) return false;
  const scene = { meetingId, sessionId, hostKey };
  return mayLead(proof.participantKey, { certificate: role, scene });
}
