import { concat, copyBytes, type Bytes } from '@conclave/shared/bytes';
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256, HpkeError } from '@hpke/core';
import { label } from './label.ts';
import { associatedData, type Purpose } from './seal.ts';
import type { KeyPair, WebCryptoKey } from './webCrypto.ts';

const ENC_BYTES = 32;
const TAG_BYTES = 16;
/** What sealing to a public key adds to a message. */
const HPKE_OVERHEAD_BYTES = ENC_BYTES + TAG_BYTES;

/** An X25519 pair to which others seal. */
export interface BoxPair {
  readonly publicKey: Bytes;
  readonly keys: KeyPair;
}

/** A public key that leads to a secret everybody knows (RFC 7748 section 6.1). */
export class WorthlessKeyError extends Error {
  override readonly name = 'WorthlessKeyError';
}

/** PKCS #8 before the 32 bytes of an X25519 private key (RFC 8410 section 7). */
const PKCS8_HEAD = Uint8Array.of(
  ...[
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20,
  ],
);

function suite(): CipherSuite {
  const kem = new DhkemX25519HkdfSha256();
  return new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
}

/** A fresh pair that stays in this browser. */
export async function newBoxPair(): Promise<BoxPair> {
  const keys = await generate(false);
  return { publicKey: await rawPublicKey(keys.publicKey), keys };
}

/** A fresh pair as private bytes and public half, for the vault. */
export async function newBoxSeed(): Promise<{ seed: Bytes; publicKey: Bytes }> {
  const keys = await generate(true);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { seed: pkcs8.slice(-32), publicKey: await rawPublicKey(keys.publicKey) };
}

export async function importBoxSeed(seed: Bytes, publicKey: Bytes): Promise<BoxPair> {
  const pkcs8 = concat(PKCS8_HEAD, seed);
  const usages = ['deriveBits'] as const;
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, 'X25519', false, [...usages]);
  return { publicKey, keys: { privateKey, publicKey: await importPublicKey(publicKey) } };
}

/** The pair that follows from a secret (RFC 9180 section 7.1.3). */
export async function deriveBoxPair(secret: Bytes): Promise<BoxPair> {
  const keys = await suite().kem.deriveKeyPair(secret.buffer);
  return { publicKey: await rawPublicKey(keys.publicKey), keys };
}

/** `enc || ciphertext` (RFC 9180 section 6.1, base mode), with info and associated data of the purpose. */
export async function sealTo(publicKey: Bytes, purpose: Purpose, message: Bytes): Promise<Bytes> {
  const recipientPublicKey = await importPublicKey(publicKey);
  const params = { recipientPublicKey, info: label(purpose.label).buffer };
  const sealed = await suite().seal(
    params,
    copyBytes(message).buffer,
    associatedData(purpose).buffer,
  );
  return concat(new Uint8Array(sealed.enc), new Uint8Array(sealed.ct));
}

/** Opens what was sealed to this pair for this purpose; undefined for everything else. */
export async function openWith(
  pair: BoxPair,
  purpose: Purpose,
  sealed: Bytes,
): Promise<Bytes | undefined> {
  if (sealed.length < HPKE_OVERHEAD_BYTES) return undefined;
  const enc = copyBytes(sealed.subarray(0, ENC_BYTES));
  const ciphertext = copyBytes(sealed.subarray(ENC_BYTES));
  try {
    await importPublicKey(enc);
    const params = { recipientKey: pair.keys, enc: enc.buffer, info: label(purpose.label).buffer };
    const message = await suite().open(params, ciphertext.buffer, associatedData(purpose).buffer);
    return new Uint8Array(message);
  } catch (error) {
    // Not for us, not for this, or touched on its way. Anything else is a bug and rises.
    if (error instanceof HpkeError || error instanceof WorthlessKeyError) return undefined;
    throw error;
  }
}

/** Refuses public keys that lead to the all-zero secret, whatever the private key (protocol.md, head). */
async function importPublicKey(raw: Bytes): Promise<WebCryptoKey> {
  const key = await crypto.subtle.importKey('raw', raw, 'X25519', true, []);
  const probe = await generate(false);
  const algorithm = { name: 'X25519', public: key };
  try {
    const shared = await crypto.subtle.deriveBits(algorithm, probe.privateKey, 256);
    if (new Uint8Array(shared).every((byte) => byte === 0)) throw new WorthlessKeyError();
  } catch (error) {
    // Engines that look for themselves throw an OperationError; the others gave zeros.
    throw error instanceof DOMException ? new WorthlessKeyError('', { cause: error }) : error;
  }
  return key;
}

async function generate(extractable: boolean): Promise<KeyPair> {
  const pair = await crypto.subtle.generateKey('X25519', extractable, ['deriveBits']);
  if (!('privateKey' in pair)) throw new TypeError('no pair');
  return pair;
}

async function rawPublicKey(key: WebCryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}
