import { ByteWriter } from '../../ByteWriter.ts';
import { fromBase64Url, type Bytes } from '../../bytes.ts';
import type { MeetingId, SessionId } from '../../ids.ts';
import { signedBytes } from './signedBytes.ts';

export interface PeerProof {
  /** From the answer to `enter`: a proof is good for one connection. */
  readonly challenge: Uint8Array;
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
}

/** [P-1] What a participant key signs to the server: `challenge || meetingId || sessionId`. */
export function peerProofBytes({ challenge, meetingId, sessionId }: PeerProof): Bytes {
  const message = new ByteWriter()
    .fixed(challenge, 32)
    .fixed(fromBase64Url(meetingId), 16)
    .fixed(fromBase64Url(sessionId), 16)
    .end();
  return signedBytes('peer', message);
}
