import { concat, utf8, type Bytes } from '@conclave/shared/bytes';

/**
 * The one suite of this product: 0x0004, AES_128_GCM_SHA256_128 (RFC 9605 section 4.5). There is no
 * negotiation, hence no downgrade.
 */
export const CIPHER_SUITE = 0x0004;

/** Nk, Nn and Nt of the suite, in bytes (RFC 9605 table 1). */
const KEY_BYTES = 16;
const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** WebCrypto's CryptoKey. Its name is missing where the DOM's types are, in tests under Node. */
type WebCryptoKey = Parameters<typeof crypto.subtle.encrypt>[1];

/** What one sender needs for one KID, or what its receivers need: never both (RFC 9605 4.4.1). */
export type SFrameKey = {
  readonly kid: number;
  /** Non-extractable; may either encrypt or decrypt. */
  readonly key: WebCryptoKey;
  readonly salt: Bytes;
};

/** The secret that an MLS epoch exports for its frames (RFC 9605 section 5.2). Never extractable. */
export class BaseKey {
  readonly #key: WebCryptoKey;

  private constructor(key: WebCryptoKey) {
    this.#key = key;
  }

  /** Copies the bytes before it returns: the caller may wipe them at once. */
  static async import(bytes: Bytes): Promise<BaseKey> {
    if (!isBaseKeySize(bytes.length)) throw new RangeError('a base key has 16 or 32 bytes');
    const usages: ('deriveKey' | 'deriveBits')[] = ['deriveKey', 'deriveBits'];
    return new BaseKey(await crypto.subtle.importKey('raw', bytes, 'HKDF', false, usages));
  }

  /** Key and salt of a KID (RFC 9605 section 4.4.2). The key's bytes never reach JavaScript. */
  async derive(kid: number, usage: 'encrypt' | 'decrypt'): Promise<SFrameKey> {
    const aes = { name: 'AES-GCM', length: KEY_BYTES * 8 };
    const [key, salt] = await Promise.all([
      crypto.subtle.deriveKey(hkdf('SFrame 1.0 Secret key ', kid), this.#key, aes, false, [usage]),
      crypto.subtle.deriveBits(hkdf('SFrame 1.0 Secret salt ', kid), this.#key, NONCE_BYTES * 8),
    ]);
    return { kid, key, salt: new Uint8Array(salt) };
  }
}

/** 16 bytes as in RFC 9605 section 5.2; 32 for exporters that give their full hash. */
export function isBaseKeySize(size: number): boolean {
  return size === KEY_BYTES || size === 2 * KEY_BYTES;
}

/** HKDF's extract with an empty salt and its expand, in one. */
function hkdf(
  label: string,
  kid: number,
): { name: string; hash: string; salt: Bytes; info: Bytes } {
  const context = new Uint8Array(10);
  const view = new DataView(context.buffer);
  view.setBigUint64(0, BigInt(kid));
  view.setUint16(8, CIPHER_SUITE);
  const info = concat(utf8(label), context);
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info };
}
