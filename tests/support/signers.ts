import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { fromBase64Url, toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import { MeetingId, ParticipantId, PeerId, RequestId, SessionId } from '../../shared/src/ids.ts';
import { peerProofBytes } from '../../shared/src/wire/signed/peerProof.ts';
import {
  decodeKeyRecord,
  encodeKeyRecord,
  hashedRecord,
  recordBodyBytes,
} from '../../shared/src/wire/signed/keyRecord.ts';
import {
  roleCertificateBytes,
  type RoleCertificate,
} from '../../shared/src/wire/signed/roleCertificate.ts';
import { signedBytes } from '../../shared/src/wire/signed/signedBytes.ts';
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

/** The record after another, or the first, as the host or whom it certified makes it. */
export function recordBy(
  author: Signer,
  place: {
    meetingId: MeetingId;
    previous: { number: number; record: Uint8Array } | undefined;
    certificate?: RoleCertificate;
  },
): { number: number; record: Bytes } {
  const { meetingId, previous, certificate } = place;
  const number = (previous?.number ?? 0) + 1;
  const before = previous && decodeKeyRecord(previous.record).hashed;
  const bytes = recordBodyBytes({
    meetingId,
    number,
    previousHash: before === undefined ? new Uint8Array(32) : sha256(before),
    authorKey: author.publicKey,
    certificate,
    inboxKey: random(32),
    sealedPreviousKey: before === undefined ? new Uint8Array() : random(60),
    commitment: random(32),
    shares: [{ boxKey: random(32), sealedSecret: random(112) }],
  });
  const signature = author.sign(signedBytes('key-record', bytes));
  const hashed = hashedRecord(bytes, signature);
  return { number, record: encodeKeyRecord({ hashed, sealedLiveShare: new Uint8Array() }) };
}

/** The host's word that somebody leads a meeting, or one session of it. */
export function certified(
  host: Signer,
  participant: Signer,
  scope: { meetingId: MeetingId; sessionId: SessionId | undefined },
): RoleCertificate {
  const { meetingId, sessionId } = scope;
  const claim = { role: 'deputy', sessionId, participantKey: participant.publicKey } as const;
  return { ...claim, signature: host.sign(roleCertificateBytes(meetingId, claim)) };
}

const sha256 = (bytes: Uint8Array): Bytes =>
  new Uint8Array(createHash('sha256').update(bytes).digest());

export const newPeerId = (): PeerId => v.parse(PeerId, newId());
