import { ByteWriter } from '@conclave/shared/ByteWriter';
import { concat, type Bytes } from '@conclave/shared/bytes';
import { writePlace, type DocumentAddress } from '@conclave/shared/wire/signed/documentEntry';
import { label } from '../../e2ee/crypto/label.ts';
import { randomBytes } from '../../e2ee/crypto/random.ts';
import { associatedData, type Purpose } from '../../e2ee/crypto/seal.ts';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import { idBytes } from '../../e2ee/objects/idBytes.ts';
import { placeText } from './samePlace.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What was derived from a root, for as long as the root is there: everybody's every pointer needs one of them. */
const derived = new WeakMap<WebCryptoKey, Map<string, Promise<WebCryptoKey>>>();

/** [E-3] The key of one generation of one document under one record. */
export async function documentKey(
  root: WebCryptoKey,
  address: DocumentAddress,
): Promise<WebCryptoKey> {
  // [S-1] A summary has the key of its notes itself, and no root.
  if (root.algorithm.name !== 'HKDF') return root;
  const { meetingId, place, generation } = address;
  const name = `${meetingId}/${placeText(place)}/${generation}`;
  const keys = derived.get(root) ?? new Map<string, Promise<WebCryptoKey>>();
  derived.set(root, keys);
  const key = keys.get(name) ?? derive(root, address, false);
  keys.set(name, key);
  return key;
}

/** [S-1] The bytes of such a key, to be sealed to a summary. */
export async function documentKeyBytes(
  root: WebCryptoKey,
  address: DocumentAddress,
): Promise<Bytes> {
  const key = await derive(root, address, true);
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}

function derive(
  root: WebCryptoKey,
  { meetingId, place, generation }: DocumentAddress,
  extractable: boolean,
): Promise<WebCryptoKey> {
  const context = writePlace(new ByteWriter(), place).uint32(generation).end();
  const info = concat(label('document'), Uint8Array.of(0), context);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: idBytes(meetingId), info };
  const length = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(algorithm, root, length, extractable, ['encrypt', 'decrypt']);
}

/** `nonce || AES-256-GCM`, bound to label and header. */
export async function sealWith(
  key: WebCryptoKey,
  purpose: Purpose,
  plaintext: Bytes,
): Promise<Bytes> {
  const iv = randomBytes(NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: associatedData(purpose) };
  return concat(iv, new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plaintext)));
}

/** Undefined for everything that was not sealed so. */
export async function openWithKey(
  key: WebCryptoKey,
  purpose: Purpose,
  sealed: Bytes,
): Promise<Bytes | undefined> {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const iv = sealed.subarray(0, NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: associatedData(purpose) };
  try {
    const opened = await crypto.subtle.decrypt(algorithm, key, sealed.subarray(NONCE_BYTES));
    return new Uint8Array(opened);
  } catch (error) {
    // WebCrypto's one word for a wrong tag. Anything else is a bug and rises.
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}
