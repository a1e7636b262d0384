import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { AccountId } from '@conclave/shared/ids';
import type { Secret } from '@conclave/shared/Secret';
import type { FactorKind } from '@conclave/shared/wire/secondFactorApi';

const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Place {
  readonly accountId: AccountId;
  readonly kind: FactorKind;
}

/**
 * Keeps what second factors are checked with useless to whoever has the database alone: values are
 * sealed, and guessable codes hashed, under keys from the pepper. Not end to end: the server must be
 * able to check a code, and to send one.
 */
export class FactorSeal {
  readonly #sealKey: Uint8Array;
  readonly #hashKey: Uint8Array;

  constructor(pepper: Secret<string>) {
    const key = (purpose: string): Uint8Array =>
      new Uint8Array(hkdfSync('sha256', pepper.reveal(), '', `conclave/factor/${purpose}`, 32));
    this.#sealKey = key('seal');
    this.#hashKey = key('hash');
  }

  /** Format, nonce, ciphertext, tag; account and kind are bound in. */
  seal(value: string, place: Place): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#sealKey, nonce).setAAD(context(place));
    const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return Buffer.concat([Uint8Array.of(FORMAT), nonce, sealed, cipher.getAuthTag()]);
  }

  /** Throws if it was sealed elsewhere, or changed. */
  open(sealed: Uint8Array, place: Place): string {
    if (sealed[0] !== FORMAT) throw new Error('sealed in an unknown format');
    const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.#sealKey, nonce, {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(context(place)).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const body = sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  }

  /** What is stored of something that could be guessed, bound to what it is for. */
  hash(...parts: readonly string[]): string {
    return createHmac('sha256', this.#hashKey).update(parts.join('\0')).digest('base64url');
  }
}

function context({ accountId, kind }: Place): Buffer {
  return Buffer.from(`${accountId}\0${kind}`);
}
