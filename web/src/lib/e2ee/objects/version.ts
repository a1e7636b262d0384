import { MalformedError, type ByteReader } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';

const VERSION = 1;

/** A writer that has written the version of our objects. */
export function versioned(): ByteWriter {
  return new ByteWriter().uint8(VERSION);
}

/** Refuses every other version: there is no older reading to fall back to. */
export function readVersion(reader: ByteReader): void {
  if (reader.uint8() !== VERSION) throw new MalformedError('unknown version');
}
