import { ByteWriter } from '../../ByteWriter.ts';
import { concat, type Bytes } from '../../bytes.ts';
import { signedBytes } from './signedBytes.ts';

const SIGNATURE_BYTES = 64;

/** What an author's key signs of an entry or a checkpoint: `header || sealed(4-byte length)`, with its label. */
export function sealedSignedBytes(
  label: 'entry' | 'checkpoint',
  headerBytes: Uint8Array,
  sealed: Uint8Array,
): Bytes {
  return signedBytes(label, concat(headerBytes, new ByteWriter().bytes(sealed).end()));
}

/** `header || sealed(4-byte length) || signature(64)`. */
export function encodeSealedObject(
  headerBytes: Uint8Array,
  sealed: Uint8Array,
  signature: Uint8Array,
): Bytes {
  const rest = new ByteWriter().bytes(sealed).fixed(signature, SIGNATURE_BYTES).end();
  return concat(headerBytes, rest);
}
