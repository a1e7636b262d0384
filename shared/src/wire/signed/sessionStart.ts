import { ByteReader } from '../../ByteReader.ts';
import { ByteWriter } from '../../ByteWriter.ts';
import { fromBase64Url, toBase64Url, type Bytes } from '../../bytes.ts';
import { readCertificate, writeCertificate, type RoleCertificate } from './roleCertificate.ts';
import { signedBytes } from './signedBytes.ts';

/** Host's or deputy's word that a session of a meeting begins (protocol.md, 4.2). */
export interface SessionStart {
  /** Ids as the bytes say; whoever checks a start compares them with those it knows. */
  readonly meetingId: string;
  readonly sessionId: string;
  readonly recordNumber: number;
  readonly authorKey: Bytes;
  /** Absent when the author is the host key. */
  readonly certificate: RoleCertificate | undefined;
}

function body(start: SessionStart): Bytes {
  const writer = new ByteWriter()
    .fixed(fromBase64Url(start.meetingId), 16)
    .fixed(fromBase64Url(start.sessionId), 16)
    .uint32(start.recordNumber)
    .fixed(start.authorKey, 32);
  return writeCertificate(writer, start.certificate).end();
}

/** What the author signs. */
export function sessionStartBytes(start: SessionStart): Bytes {
  return signedBytes('session-start', body(start));
}

/** The start with its signature behind it. */
export function encodeSessionStart(start: SessionStart, signature: Uint8Array): Bytes {
  const bytes = body(start);
  return new ByteWriter().fixed(bytes, bytes.length).fixed(signature, 64).end();
}

export function decodeSessionStart(bytes: Uint8Array): { start: SessionStart; signature: Bytes } {
  const reader = new ByteReader(bytes);
  const start = {
    meetingId: toBase64Url(reader.fixed(16)),
    sessionId: toBase64Url(reader.fixed(16)),
    recordNumber: reader.uint32(),
    authorKey: reader.fixed(32),
    certificate: readCertificate(reader),
  };
  const signature = reader.fixed(64);
  reader.end();
  return { start, signature };
}
