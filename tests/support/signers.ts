import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { fromBase64Url, toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import { MeetingId, ParticipantId, PeerId, RequestId, SessionId } from '../../shared/src/ids.ts';
import { peerProofBytes } from '../../shared/src/wire/signed/peerProof.ts';
import { encodeSessionEnd, sessionEndBytes } from '../../shared/src/wire/signed/sessionEnd.ts';
import {
  encodeSessionStart,
  sessionStartBytes,
} from '../../shared/src/wire/signed/sessionStart.ts';

export interface Signer {
  readonly publicKey: Bytes;
  sign(bytes: Uint8Array): Bytes;
}

/** A fresh Ed25519 pair. */
export function newSigner(): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return signerOf(publicKey, privateKey);
}

function signerOf(publicKey: KeyObject, privateKey: KeyObject): Signer {
  return {
    publicKey: fromBase64Url(publicKey.export({ format: 'jwk' }).x ?? ''),
    sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  };
}

export function random(size: number): Bytes {
  return new Uint8Array(randomBytes(size));
}

const newId = (): string => toBase64Url(random(16));
export const newRequestId = (): RequestId => v.parse(RequestId, newId());
export const newSessionId = (): SessionId => v.parse(SessionId, newId());

function keyHash(publicKey: Uint8Array): string {
  return toBase64Url(createHash('sha256').update(publicKey).digest().subarray(0, 16));
}

export const meetingIdOf = (host: Signer): MeetingId => v.parse(MeetingId, keyHash(host.publicKey));
export const participantIdOf = (participant: Signer): ParticipantId =>
  v.parse(ParticipantId, keyHash(participant.publicKey));

interface Place {
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
}

/** What a participant shows to the server on one connection. */
export function proofOf(
  participant: Signer,
  place: Place & { challenge: Uint8Array },
): { participantKey: Bytes; signature: Bytes } {
  return {
    participantKey: participant.publicKey,
    signature: participant.sign(peerProofBytes(place)),
  };
}

export function startBy(host: Signer, place: Place & { recordNumber: number }): Bytes {
  const start = { ...place, authorKey: host.publicKey, certificate: undefined };
  return encodeSessionStart(start, host.sign(sessionStartBytes(start)));
}

export function endBy(host: Signer, { meetingId, sessionId }: Place): Bytes {
  return encodeSessionEnd({
    authorKey: host.publicKey,
    certificate: undefined,
    signature: host.sign(sessionEndBytes(meetingId, sessionId)),
  });
}

export const newPeerId = (): PeerId => v.parse(PeerId, newId());
