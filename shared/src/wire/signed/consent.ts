import { ByteWriter } from '../../ByteWriter.ts';
import { concat, fromBase64Url, utf8, type Bytes } from '../../bytes.ts';
import type { MeetingId } from '../../ids.ts';
import { signedBytes } from './signedBytes.ts';

/** What is hashed, told apart by label (consent.md, head). */
function hashed(label: string, message: Uint8Array): Bytes {
  return concat(utf8(`conclave/${label}/v1`), new Uint8Array(1), message);
}

/** [G-2] What the participant key signs: the canonical JSON of a record. */
export function consentBytes(meetingId: MeetingId, record: string): Bytes {
  const message = new ByteWriter().fixed(fromBase64Url(meetingId), 16).text(record).end();
  return signedBytes('consent', message);
}

/** [G-4] SHA-256 of this is the commitment to a signed record; the salt is sealed with it. */
export function commitmentBytes(salt: Uint8Array, signedRecord: Uint8Array): Bytes {
  const message = new ByteWriter().fixed(salt, 32).bytes(signedRecord).end();
  return hashed('consent-commitment', message);
}

/** [G-5] With what the participant key hands a commitment in, so that nobody does it in another's name. */
export function handInBytes(
  meetingId: MeetingId,
  { commitment, mayProduce }: { commitment: Uint8Array; mayProduce: boolean },
): Bytes {
  const message = new ByteWriter()
    .fixed(fromBase64Url(meetingId), 16)
    .fixed(commitment, 32)
    .uint8(mayProduce ? 1 : 0)
    .end();
  return signedBytes('consent-hand-in', message);
}

/** [G-12] What the host key signs of an export: SHA-256 of the canonical JSON of everything else in it. */
export function consentExportBytes(meetingId: MeetingId, hash: Uint8Array): Bytes {
  const message = new ByteWriter().fixed(fromBase64Url(meetingId), 16).fixed(hash, 32).end();
  return signedBytes('consent-export', message);
}

/** One step of an account's chain of commitments. */
export interface ChainStep {
  /** From 1. */
  readonly position: number;
  readonly commitment: Uint8Array;
  /** When the server took it: ms since 1970, of a whole minute. */
  readonly recordedAt: number;
}

/** Before the first step. */
export const CHAIN_BEGIN = new Uint8Array(32);

/** [G-6] SHA-256 of this is the head after the step. */
export function chainBytes(before: Uint8Array, step: ChainStep): Bytes {
  const message = new ByteWriter()
    .fixed(before, 32)
    .uint32(step.position)
    .fixed(step.commitment, 32)
    .uint64(BigInt(step.recordedAt))
    .end();
  return hashed('consent-chain', message);
}
