import type { webcrypto } from 'node:crypto';

// Browser code under test names WebCrypto's types; Node has them under another name.
declare global {
  type CryptoKey = webcrypto.CryptoKey;
  type CryptoKeyPair = webcrypto.CryptoKeyPair;
  type KeyUsage = webcrypto.KeyUsage;
}
