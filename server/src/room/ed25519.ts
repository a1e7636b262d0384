import { createHash, createPublicKey, verify } from 'node:crypto';
import { toBase64Url } from '@conclave/shared/bytes';

/** Whether a signature is that of a public key over these bytes. A key that is none has signed nothing. */
export function isSigned(
  publicKey: Uint8Array,
  { bytes, signature }: { bytes: Uint8Array; signature: Uint8Array },
): boolean {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: toBase64Url(publicKey) };
    return verify(null, bytes, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  } catch {
    return false; // not 32 bytes, or not a point of the curve: nobody's key
  }
}

/** First 128 bits of SHA-256 as base64url: how keys become ids (M-1, P-1). */
export function keyId(publicKey: Uint8Array): string {
  return toBase64Url(createHash('sha256').update(publicKey).digest().subarray(0, 16));
}
