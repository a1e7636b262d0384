import { MalformedError } from '@conclave/shared/ByteReader';
import { equalBytes } from '@conclave/shared/bytes';
import { ParticipantId, type MeetingId, type SessionId } from '@conclave/shared/ids';
import type { Params } from '@conclave/shared/wire/peerRequests';
import { peerProofBytes } from '@conclave/shared/wire/signed/peerProof';
import {
  roleCertificateBytes,
  type RoleCertificate,
} from '@conclave/shared/wire/signed/roleCertificate';
import { decodeSessionEnd, sessionEndBytes } from '@conclave/shared/wire/signed/sessionEnd';
import {
  decodeSessionStart,
  sessionStartBytes,
  type SessionStart,
} from '@conclave/shared/wire/signed/sessionStart';
import * as v from 'valibot';
import { isSigned, keyId } from './ed25519.ts';

/** What signatures are checked against: the host key that the server stored, and which session it is. */
export interface Scene {
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
  readonly hostKey: Uint8Array;
}

/** Where somebody leads: in a session, or in the meeting while none runs. */
type LeadingScene = Omit<Scene, 'sessionId'> & { readonly sessionId: SessionId | undefined };

/** [P-1] Whose key a connection has proven to hold; undefined if it has not. */
export function provenParticipant(
  { participantKey, signature }: Params<'resume'>['proof'],
  about: { challenge: Uint8Array; meetingId: MeetingId; sessionId: SessionId },
): ParticipantId | undefined {
  const genuine = isSigned(participantKey, { bytes: peerProofBytes(about), signature });
  return genuine ? v.parse(ParticipantId, keyId(participantKey)) : undefined;
}

/** 4.2: what a genuine start says; undefined if it is not genuine. */
export function genuineStart(bytes: Uint8Array, scene: Scene): SessionStart | undefined {
  const decoded = decoding(() => decodeSessionStart(bytes));
  if (decoded === undefined) return undefined;
  const { start, signature } = decoded;
  const { authorKey, certificate } = start;
  const about = start.meetingId === scene.meetingId && start.sessionId === scene.sessionId;
  // A deputy of one session starts no other [K-4].
  const lasting = certificate?.sessionId === undefined;
  const genuine =
    about &&
    lasting &&
    mayLead(authorKey, { certificate, scene }) &&
    isSigned(authorKey, { bytes: sessionStartBytes(start), signature });
  return genuine ? start : undefined;
}

/** 4.3: whether host or deputy ordered the end of this session. */
export function isEndOrdered(bytes: Uint8Array, scene: Scene): boolean {
  const order = decoding(() => decodeSessionEnd(bytes));
  if (order === undefined) return false;
  const { authorKey, certificate, signature } = order;
  const signed = sessionEndBytes(scene.meetingId, scene.sessionId);
  return (
    mayLead(authorKey, { certificate, scene }) && isSigned(authorKey, { bytes: signed, signature })
  );
}

/** [K-4] The host key itself, or a participant whom it certified for the meeting or this session. */
export function mayLead(
  authorKey: Uint8Array,
  { certificate, scene }: { certificate: RoleCertificate | undefined; scene: LeadingScene },
): boolean {
  if (certificate === undefined) return equalBytes(authorKey, scene.hostKey);
  const { participantKey, sessionId, signature } = certificate;
  const applies = sessionId === undefined || sessionId === scene.sessionId;
  const bytes = roleCertificateBytes(scene.meetingId, certificate);
  return (
    applies &&
    equalBytes(participantKey, authorKey) &&
    isSigned(scene.hostKey, { bytes, signature })
  );
}

/** What the bytes say; undefined if they are malformed. */
export function decoding<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
