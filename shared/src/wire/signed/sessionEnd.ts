import { ByteReader } from '../../ByteReader.ts';
import { ByteWriter } from '../../ByteWriter.ts';
import { fromBase64Url, type Bytes } from '../../bytes.ts';
import type { MeetingId, SessionId } from '../../ids.ts';
import { readCertificate, writeCertificate, type RoleCertificate } from './roleCertificate.ts';
import { signedBytes } from './signedBytes.ts';

/** Host's or deputy's order that a session is over for everybody (protocol.md, 4.3). */
export interface SessionEnd {
  readonly authorKey: Bytes;
  /** Absent when the author is the host key. */
  readonly certificate: RoleCertificate | undefined;
  readonly signature: Bytes;
}

/** What the author signs: `meetingId || sessionId`. */
export function sessionEndBytes(meetingId: MeetingId, sessionId: SessionId): Bytes {
  const message = new ByteWriter()
    .fixed(fromBase64Url(meetingId), 16)
    .fixed(fromBase64Url(sessionId), 16)
    .end();
  return signedBytes('session-end', message);
}

export function encodeSessionEnd(order: SessionEnd): Bytes {
  const writer = new ByteWriter().fixed(order.authorKey, 32);
  return writeCertificate(writer, order.certificate).fixed(order.signature, 64).end();
}

export function decodeSessionEnd(bytes: Uint8Array): SessionEnd {
  const reader = new ByteReader(bytes);
  const order = {
    authorKey: reader.fixed(32),
    certificate: readCertificate(reader),
    signature: reader.fixed(64),
  };
  reader.end();
  return order;
}
