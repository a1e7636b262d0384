import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { MalformedError } from '../../ByteReader.ts';
import { concat, fromUtf8, toBase64Url } from '../../bytes.ts';
import { MeetingId, SessionId } from '../../ids.ts';
import { peerProofBytes } from './peerProof.ts';
import {
  decodeRoleCertificate,
  encodeRoleCertificate,
  ROLE_CERTIFICATE_BYTES,
  roleCertificateBytes,
} from './roleCertificate.ts';
import { decodeSessionEnd, encodeSessionEnd, sessionEndBytes } from './sessionEnd.ts';
import { decodeSessionStart, encodeSessionStart, sessionStartBytes } from './sessionStart.ts';

const filled = (size: number, value: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(size).fill(value);
const meetingId = v.parse(MeetingId, toBase64Url(filled(16, 1)));
const sessionId = v.parse(SessionId, toBase64Url(filled(16, 2)));
const certificate = {
  role: 'deputy',
  sessionId,
  participantKey: filled(32, 3),
  signature: filled(64, 4),
} as const;
const start = { meetingId, sessionId, recordNumber: 7, authorKey: filled(32, 3), certificate };
const end = { authorKey: filled(32, 3), certificate, signature: filled(64, 5) };

describe('what is signed', () => {
  it('begins with its label and a zero, so that no object can stand for another', () => {
    const all = [
      peerProofBytes({ challenge: filled(32, 9), meetingId, sessionId }),
      roleCertificateBytes(meetingId, certificate),
      sessionStartBytes(start),
      sessionEndBytes(meetingId, sessionId),
    ];
    expect(all.map((bytes) => fromUtf8(bytes.subarray(0, bytes.indexOf(0))))).toEqual([
      'conclave/peer/v1',
      'conclave/role/v1',
      'conclave/session-start/v1',
      'conclave/session-end/v1',
    ]);
  });

  it('[P-1] a proof covers challenge, meeting and session', () => {
    const bytes = peerProofBytes({ challenge: filled(32, 9), meetingId, sessionId });
    expect(bytes.subarray(17)).toEqual(concat(filled(32, 9), filled(16, 1), filled(16, 2)));
  });

  it('[K-4] a role certificate covers meeting, role, session and key', () => {
    const bytes = roleCertificateBytes(meetingId, certificate);
    expect(bytes.subarray(17)).toEqual(
      concat(filled(16, 1), filled(1, 2), filled(16, 2), filled(32, 3)),
    );
  });

  it('[K-4] a session cannot be called so that its deputies would be those of the whole meeting', () => {
    const zeros = toBase64Url(filled(16, 0));
    expect(v.safeParse(SessionId, zeros).success).toBe(false);
    const forged = { ...certificate, sessionId: zeros };
    expect(() => roleCertificateBytes(meetingId, forged)).toThrow(MalformedError);
    expect(() => encodeRoleCertificate(forged)).toThrow(MalformedError);
  });
});

describe('what is written is read again', () => {
  it('role certificate', () => {
    const bytes = encodeRoleCertificate(certificate);
    expect(bytes).toHaveLength(ROLE_CERTIFICATE_BYTES);
    expect(decodeRoleCertificate(bytes)).toEqual(certificate);
    const lasting = { ...certificate, sessionId: undefined };
    expect(decodeRoleCertificate(encodeRoleCertificate(lasting))).toEqual(lasting);
  });

  it.each([certificate, undefined])('session start and end', (held) => {
    const begins = { ...start, certificate: held };
    const ends = { ...end, certificate: held };
    expect(decodeSessionStart(encodeSessionStart(begins, filled(64, 6)))).toEqual({
      start: begins,
      signature: filled(64, 6),
    });
    expect(decodeSessionEnd(encodeSessionEnd(ends))).toEqual(ends);
  });

  it.each([
    [
      'a start with a byte more',
      () => decodeSessionStart(concat(encodeSessionStart(start, filled(64, 6)), filled(1, 0))),
    ],
    [
      'a start with a byte less',
      () => decodeSessionStart(encodeSessionStart(start, filled(64, 6)).subarray(1)),
    ],
    [
      'an end with a byte more',
      () => decodeSessionEnd(concat(encodeSessionEnd(end), filled(1, 0))),
    ],
    [
      'a role that does not exist',
      () => decodeRoleCertificate(concat(filled(1, 3), filled(112, 0))),
    ],
    ['nothing', () => decodeSessionEnd(filled(0, 0))],
  ])('refuses %s', (_what, decode) => {
    expect(decode).toThrow(MalformedError);
  });
});
