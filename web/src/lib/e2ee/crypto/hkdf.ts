import type { Bytes } from '@conclave/shared/bytes';
import { label } from './label.ts';
import type { WebCryptoKey } from './webCrypto.ts';

/** A secret from which keys are derived elsewhere, and which nobody reads there. */
export function importHkdfKey(secret: Bytes): Promise<WebCryptoKey> {
  return crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
}

const NO_SALT = new Uint8Array(0);

/** HKDF-SHA-256 (RFC 5869) with a label as info. */
export async function hkdf(
  secret: Bytes,
  purpose: string,
  { salt = NO_SALT, size = 32 }: { salt?: Bytes; size?: number } = {},
): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt, info: label(purpose) };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, size * 8));
}
