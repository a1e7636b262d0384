import { concat, type Bytes } from '@conclave/shared/bytes';
import { signedBytes, type SignLabel } from '@conclave/shared/wire/signed/signedBytes';
import type { WebCryptoKey } from './webCrypto.ts';

export const PUBLIC_KEY_BYTES = 32;
export const SIGNATURE_BYTES = 64;

/** An Ed25519 key that signs; its public half is what others know it by. */
export interface SigningKey {
  readonly publicKey: Bytes;
  readonly privateKey: WebCryptoKey;
}

/** PKCS #8 before the 32 bytes of an Ed25519 seed (RFC 8410 section 7). */
const PKCS8_HEAD = Uint8Array.of(
  ...[
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ],
);

/** A fresh key that stays in this browser: nobody can read it, not even our own code. */
export async function newSigningKey(): Promise<SigningKey> {
  const pair = await generate(false);
  return { publicKey: await rawPublicKey(pair.publicKey), privateKey: pair.privateKey };
}

/** A fresh key as seed and public half, for the vault. */
export async function newSigningSeed(): Promise<{ seed: Bytes; publicKey: Bytes }> {
  const pair = await generate(true);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  return { seed: pkcs8.slice(-32), publicKey: await rawPublicKey(pair.publicKey) };
}

export async function importSigningSeed(seed: Bytes, publicKey: Bytes): Promise<SigningKey> {
  return importSigningPkcs8(concat(PKCS8_HEAD, seed), publicKey);
}

/** MLS keeps its leaf keys as PKCS #8. */
export async function importSigningPkcs8(pkcs8: Bytes, publicKey: Bytes): Promise<SigningKey> {
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign']);
  return { publicKey, privateKey };
}

/** `Sign(k, label, m)` (protocol.md, head). */
export async function sign(key: SigningKey, label: SignLabel, message: Bytes): Promise<Bytes> {
  return signWhole(key, signedBytes(label, message));
}

/** Signs bytes that begin with their label already, as those of shared/src/wire/signed do. */
export async function signWhole(key: SigningKey, labelled: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key.privateKey, labelled));
}

export interface Signed {
  readonly label: SignLabel;
  readonly message: Bytes;
  readonly signature: Bytes;
}

export async function verify(publicKey: Bytes, signed: Signed): Promise<boolean> {
  const labelled = signedBytes(signed.label, signed.message);
  return verifyWhole(publicKey, labelled, signed.signature);
}

export async function verifyWhole(
  publicKey: Bytes,
  labelled: Bytes,
  signature: Bytes,
): Promise<boolean> {
  if (publicKey.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, signature, labelled);
  } catch (error) {
    // Some engines refuse to import what is no point of the curve: nobody's key, so no signature.
    if (error instanceof DOMException) return false;
    throw error;
  }
}

interface FreshPair {
  publicKey: WebCryptoKey;
  privateKey: WebCryptoKey;
}

async function generate(extractable: boolean): Promise<FreshPair> {
  const pair = await crypto.subtle.generateKey('Ed25519', extractable, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('no pair');
  return pair;
}

async function rawPublicKey(key: WebCryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}
