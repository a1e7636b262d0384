import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { canonicalAddress } from '@conclave/shared/wire/accountApi';
import type { Secret } from '@conclave/shared/Secret';

const HASH_BYTES = 32;
const PROOF_BYTES = 16;

/** [M-10] The key of the stop list, from the pepper: whoever steals the database cannot try addresses. */
export function stopKeyOf(pepper: Secret<string>): Buffer {
  return Buffer.from(hkdfSync('sha256', pepper.reveal(), '', 'conclave/mail/stop/v1', HASH_BYTES));
}

/** [R65] What is kept of an address that wants no mails. */
export function stopHashOf(key: Buffer, address: string): Buffer {
  return createHmac('sha256', key)
    .update(`address ${canonicalAddress(address)}`)
    .digest();
}

/** [R65] What a stop link holds: the hash, and a proof that we wrote it. The address is not in it. */
export function stopTokenOf(key: Buffer, address: string): string {
  const hash = stopHashOf(key, address);
  return Buffer.concat([hash, proofOf(key, hash)]).toString('base64url');
}

/** The hash in a stop link; undefined if we did not write the link. */
export function hashOfStopToken(key: Buffer, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== HASH_BYTES + PROOF_BYTES) return undefined;
  const hash = bytes.subarray(0, HASH_BYTES);
  if (!timingSafeEqual(bytes.subarray(HASH_BYTES), proofOf(key, hash))) return undefined;
  return hash.toString('base64url');
}

function proofOf(key: Buffer, hash: Uint8Array): Buffer {
  return createHmac('sha256', key).update('link ').update(hash).digest().subarray(0, PROOF_BYTES);
}
