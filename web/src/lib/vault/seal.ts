import { concat, fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { contextBytes, type VaultContext } from './context.ts';
import { VaultRefusal } from './VaultRefusal.ts';

/** First byte of everything that the vault seals: AES-256-GCM, random nonce, 16-byte tag. */
const FORMAT = 1;
const NONCE_BYTES = 12;

/** Seals for one context: format, nonce, ciphertext with tag, as base64url. */
export async function seal(key: CryptoKey, clear: Bytes, context: VaultContext): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const algorithm = { name: 'AES-GCM', iv: nonce, additionalData: contextBytes(context) };
  const sealed = await crypto.subtle.encrypt(algorithm, key, clear);
  return toBase64Url(concat(Uint8Array.of(FORMAT), nonce, new Uint8Array(sealed)));
}

/**
 * Opens what was sealed for this context; undefined if it was not, or not by this key. An unknown
 * format is refused: there is no second algorithm to fall back to.
 */
export async function unseal(
  key: CryptoKey,
  sealedText: string,
  context: VaultContext,
): Promise<Bytes | undefined> {
  const sealed = fromBase64Url(sealedText);
  if (sealed[0] !== FORMAT) throw new VaultRefusal('formatUnknown');
  const iv = sealed.subarray(1, 1 + NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: contextBytes(context) };
  try {
    const clear = await crypto.subtle.decrypt(algorithm, key, sealed.subarray(1 + NONCE_BYTES));
    return new Uint8Array(clear);
  } catch {
    return undefined; // WebCrypto says OperationError for every kind of misfit, on purpose
  }
}
