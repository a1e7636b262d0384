import * as v from 'valibot';
import { copyBytes, type Bytes } from '../bytes.ts';

/**
 * A byte string of at most `max` bytes on the signaling connection, where it travels as a binary
 * attachment: a Buffer arrives in Node, an ArrayBuffer in browsers. Either way a copy comes out.
 */
export function blob(max: number, min = 1): v.GenericSchema<Uint8Array | ArrayBuffer, Bytes> {
  return v.pipe(
    v.union([v.instance(Uint8Array), v.instance(ArrayBuffer)]),
    v.check((bytes) => bytes.byteLength >= min && bytes.byteLength <= max, 'wrong length'),
    v.transform((bytes) =>
      bytes instanceof Uint8Array ? copyBytes(bytes) : copyBytes(new Uint8Array(bytes)),
    ),
  );
}

/** Exactly `size` bytes: keys, hashes, signatures. */
export function fixedBlob(size: number): v.GenericSchema<Uint8Array | ArrayBuffer, Bytes> {
  return blob(size, size);
}
