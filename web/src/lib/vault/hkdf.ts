import { utf8, type Bytes } from '@conclave/shared/bytes';

const EMPTY = new Uint8Array(0);

/** A key to derive others from; itself never readable. */
export function baseKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits', 'deriveKey']);
}

/** 32 bytes for one purpose. */
export async function deriveBytes(base: CryptoKey, purpose: string): Promise<Bytes> {
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: EMPTY, info: utf8(purpose) };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, base, 256));
}

/** An AES-256-GCM key for one purpose, not extractable. */
export function deriveSealingKey(base: CryptoKey, purpose: string): Promise<CryptoKey> {
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: EMPTY, info: utf8(purpose) };
  const sealing = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(algorithm, base, sealing, false, ['encrypt', 'decrypt']);
}
