import { concat, type Bytes } from '@conclave/shared/bytes';
import { TAG_BYTES, type SFrameKey } from './BaseKey.ts';
import { decodeHeader, encodeHeader, type SFrameHeader } from './header.ts';

/**
 * A frame on its way through the server: `clear | header | ciphertext | tag`. The clear bytes are
 * what a forwarder must read of some codecs; they are the metadata of RFC 9605 section 9.4, so that
 * nobody changes them unnoticed.
 */
export type SealedFrame = {
  readonly clear: Bytes;
  readonly header: SFrameHeader;
  readonly headerBytes: Bytes;
  /** With the tag at its end, as WebCrypto wants it. */
  readonly ciphertext: Bytes;
};

export type ReadFrame =
  | { readonly state: 'read'; readonly frame: SealedFrame }
  | { readonly state: 'truncated' }
  | { readonly state: 'malformed' };

/**
 * Seals a frame (RFC 9605 section 4.4.3). The caller owns the rule that no counter comes twice under
 * one key: with AES-GCM a second use gives away both frames and the key that makes tags.
 */
export async function seal(
  key: SFrameKey,
  ctr: number,
  { clear, body }: { readonly clear: Bytes; readonly body: Bytes },
): Promise<Bytes> {
  const headerBytes = encodeHeader({ kid: key.kid, ctr });
  const gcm = aesGcm(key, ctr, concat(headerBytes, clear));
  const ciphertext = await crypto.subtle.encrypt(gcm, key.key, body);
  return concat(clear, headerBytes, new Uint8Array(ciphertext));
}

/** Splits what came from the server. Nothing in it is trusted before `open` has succeeded. */
export function readSealed(data: Bytes, clearBytes: number): ReadFrame {
  if (data.length < clearBytes) return { state: 'truncated' };
  const rest = data.subarray(clearBytes);
  const decoded = decodeHeader(rest);
  if (decoded.state !== 'read') return decoded;
  const { header, size } = decoded;
  if (rest.length < size + TAG_BYTES) return { state: 'truncated' };
  const clear = data.subarray(0, clearBytes);
  const frame = {
    clear,
    header,
    headerBytes: rest.subarray(0, size),
    ciphertext: rest.subarray(size),
  };
  return { state: 'read', frame };
}

/** Opens a frame (RFC 9605 section 4.4.4): clear bytes and body, or undefined if the tag is wrong. */
export async function open(key: SFrameKey, frame: SealedFrame): Promise<Bytes | undefined> {
  const { clear, header, headerBytes, ciphertext } = frame;
  const gcm = aesGcm(key, header.ctr, concat(headerBytes, clear));
  const body = await decrypt(gcm, key, ciphertext);
  if (body === undefined) return undefined;
  return clear.length === 0 ? body : concat(clear, body);
}

type AesGcm = { name: string; iv: Bytes; additionalData: Bytes; tagLength: number };

async function decrypt(gcm: AesGcm, key: SFrameKey, ciphertext: Bytes): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(gcm, key.key, ciphertext));
  } catch (error) {
    // WebCrypto's one word for a wrong tag. Anything else is a bug and rises.
    if (error instanceof DOMException && error.name === 'OperationError') return undefined;
    throw error;
  }
}

function aesGcm(key: SFrameKey, ctr: number, additionalData: Bytes): AesGcm {
  const tagLength = TAG_BYTES * 8;
  return { name: 'AES-GCM', iv: nonce(key.salt, ctr), additionalData, tagLength };
}

/** The salt XOR the counter, both as 96-bit big-endian numbers. */
function nonce(salt: Bytes, ctr: number): Bytes {
  const iv = new Uint8Array(salt);
  const view = new DataView(iv.buffer);
  view.setUint32(4, view.getUint32(4) ^ Math.floor(ctr / 2 ** 32));
  view.setUint32(8, view.getUint32(8) ^ (ctr % 2 ** 32));
  return iv;
}
