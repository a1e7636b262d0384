import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { loadCipherSuite, type CipherSuite } from '../../web/src/lib/e2ee/mls/cipherSuite.ts';

const HASH = 'sha256';
const HASH_BYTES = 32;

/**
 * The room's suite with hashing on the thread: of the thousands of small hashes of an MLS commit each
 * costs a round trip through WebCrypto's thread pool in Node, which makes a join five times slower.
 */
export async function nodeCipherSuite(): Promise<CipherSuite> {
  const suite = await loadCipherSuite();
  const mac = (key: Uint8Array, data: Uint8Array): Uint8Array =>
    new Uint8Array(createHmac(HASH, key).update(data).digest());
  return {
    ...suite,
    hash: {
      digest: (data) => Promise.resolve(new Uint8Array(createHash(HASH).update(data).digest())),
      mac: (key, data) => Promise.resolve(mac(key, data)),
      verifyMac: (key, tag, data) =>
        Promise.resolve(tag.length === HASH_BYTES && timingSafeEqual(mac(key, data), tag)),
    },
    kdf: {
      size: HASH_BYTES,
      extract: (salt, ikm) =>
        Promise.resolve(mac(salt.length === 0 ? new Uint8Array(HASH_BYTES) : salt, ikm)),
      expand: (prk, info, size) => Promise.resolve(expand(mac, prk, { info, size })),
    },
  };
}

/** HKDF-Expand (RFC 5869 section 2.3). */
function expand(
  mac: (key: Uint8Array, data: Uint8Array) => Uint8Array,
  prk: Uint8Array,
  { info, size }: { info: Uint8Array; size: number },
): Uint8Array {
  const out = new Uint8Array(Math.ceil(size / HASH_BYTES) * HASH_BYTES);
  let block = new Uint8Array(0);
  for (let i = 0; i * HASH_BYTES < size; i++) {
    block = new Uint8Array(mac(prk, Buffer.concat([block, info, Uint8Array.of(i + 1)])));
    out.set(block, i * HASH_BYTES);
  }
  return out.subarray(0, size);
}
