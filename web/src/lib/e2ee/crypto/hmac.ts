import type { Bytes } from '@conclave/shared/bytes';

const algorithm = { name: 'HMAC', hash: 'SHA-256' };

export async function hmac(secret: Bytes, message: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, message));
}

/** Compares in constant time, inside WebCrypto. */
export async function verifyHmac(secret: Bytes, message: Bytes, mac: Bytes): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, mac, message);
}
