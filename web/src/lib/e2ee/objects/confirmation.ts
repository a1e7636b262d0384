import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Bytes } from '@conclave/shared/bytes';
import { sign, verify, type SigningKey } from '../crypto/sign.ts';
import { idBytes } from './idBytes.ts';
import type { Session } from './roleCertificate.ts';

/** What both sides must have in common for a join to count (5.5). */
export interface Confirmed {
  readonly session: Session;
  readonly epoch: bigint;
  readonly epochAuthenticator: Bytes;
  readonly stateHash: Bytes;
  /** The joiner. */
  readonly participantKey: Bytes;
}

/** A member's word that the joiner's epoch is its own. */
export async function signConfirmation(confirmed: Confirmed, member: SigningKey): Promise<Bytes> {
  const signature = await sign(member, 'confirm', messageOf(confirmed));
  return new ByteWriter().fixed(member.publicKey, 32).fixed(signature, 64).end();
}

/** The participant key of who confirmed, or undefined if this confirms something else. */
export async function confirmedBy(confirmed: Confirmed, bytes: Bytes): Promise<Bytes | undefined> {
  try {
    const reader = new ByteReader(bytes);
    const memberKey = reader.fixed(32);
    const signature = reader.fixed(64);
    reader.end();
    const message = messageOf(confirmed);
    const genuine = await verify(memberKey, { label: 'confirm', message, signature });
    return genuine ? memberKey : undefined;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function messageOf(confirmed: Confirmed): Bytes {
  return new ByteWriter()
    .fixed(idBytes(confirmed.session.sessionId), 16)
    .uint64(confirmed.epoch)
    .fixed(confirmed.epochAuthenticator, 32)
    .fixed(confirmed.stateHash, 32)
    .fixed(confirmed.participantKey, 32)
    .end();
}
