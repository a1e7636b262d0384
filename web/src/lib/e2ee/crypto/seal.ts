import { concat, type Bytes } from '@conclave/shared/bytes';
import { label } from './label.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** What sealing adds to a message. */
const SEAL_OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/** What a sealed thing is, and where it belongs: all of it is bound in. */
export interface Purpose {
  readonly label: string;
  readonly context: Bytes;
}

/** `label || 0x00 || context`: the associated data of everything that is sealed. */
export function associatedData({ label: name, context }: Purpose): Bytes {
  return concat(label(name), Uint8Array.of(0), context);
}

/** `nonce || AES-256-GCM`, with a random nonce. */
export async function seal(secret: Bytes, purpose: Purpose, message: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const algorithm = { name: 'AES-GCM', iv, additionalData: associatedData(purpose) };
  return concat(iv, new Uint8Array(await crypto.subtle.encrypt(algorithm, key, message)));
}

/** Opens what was sealed for this purpose under this key; undefined for everything else. */
export async function open(
  secret: Bytes,
  purpose: Purpose,
  sealed: Bytes,
): Promise<Bytes | undefined> {
  if (sealed.length < SEAL_OVERHEAD_BYTES) return undefined;
  const key = await crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['decrypt']);
  const iv = sealed.subarray(0, NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: associatedData(purpose) };
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt(algorithm, key, sealed.subarray(NONCE_BYTES)),
    );
  } catch (error) {
    // WebCrypto's one word for a wrong tag. Anything else is a bug and rises.
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}
