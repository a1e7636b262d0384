import { verify, createPublicKey } from 'node:crypto';
import { promisify } from 'node:util';
import { equalBytes, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId, SessionId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { decodeCheckpoint, type Checkpoint } from '@conclave/shared/wire/signed/checkpoint';
import { decoding, mayLead } from '../room/authority.ts';
import type { Author } from './Authors.ts';
import { MIN_SEALED_BYTES } from './checkEntry.ts';

const verifyElsewhere = promisify(verify);

/** A checkpoint of this meeting, taken apart. */
export function readCheckpoint(bytes: Bytes, meetingId: MeetingId): Checkpoint {
  const checkpoint = decoding(() => decodeCheckpoint(bytes));
  if (checkpoint === undefined || checkpoint.sealed.length < MIN_SEALED_BYTES)
    throw new RefusedError('malformed');
  if (checkpoint.header.meetingId !== meetingId) throw new RefusedError('notAllowed');
  return checkpoint;
}

/** [P-10] By host or deputy; that of notes by their owner, without a certificate. */
export function checkMaker(
  { header: { place, certificate } }: Checkpoint,
  author: Author,
  scene: { meetingId: MeetingId; hostKey: Uint8Array; sessionId: SessionId | undefined },
): void {
  if (place.owner !== null) {
    if (certificate !== undefined) throw new RefusedError('malformed');
    if (author.participantId !== place.owner) throw new RefusedError('notAllowed');
    return;
  }
  const leads = certificate !== undefined && mayLead(author.participantKey, { certificate, scene });
  if (!leads) throw new RefusedError('notAllowed');
}

/** Off the main thread: hashing 32 MB there would hold everybody up. */
export async function checkSignature(
  { labelled, signature }: Checkpoint,
  { authorKey }: Author,
): Promise<void> {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(authorKey) };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  if (!(await verifyElsewhere(null, labelled, key, signature)))
    throw new RefusedError('notAllowed');
}

/** Whether what is there already is the same. */
export function isSame(one: { hash: Bytes } | undefined, hash: Bytes): boolean {
  return one !== undefined && equalBytes(one.hash, hash);
}
