import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';

/** A public key as a key of maps. One key has one spelling. */
export type KeyText = string;

export function keyText(publicKey: Bytes): KeyText {
  return toBase64Url(publicKey);
}

export function keyBytes(text: KeyText): Bytes {
  return fromBase64Url(text);
}
