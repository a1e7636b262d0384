/** WebCrypto's CryptoKey. Its name is missing where the DOM's types are, in tests under Node. */
export type WebCryptoKey = Parameters<typeof crypto.subtle.encrypt>[1];

/** A key pair whose private half stays inside WebCrypto. */
export interface KeyPair {
  readonly publicKey: WebCryptoKey;
  readonly privateKey: WebCryptoKey;
}
