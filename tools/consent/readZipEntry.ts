import { inflateRawSync } from 'node:zlib';

const END = 0x06_05_4b_50;
const ENTRY = 0x02_01_4b_50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;

/** What one entry may unpack to. Higher lets a small file fill the memory. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/**
 * One entry of a ZIP by its name, as text; undefined if there is none. Throws a RangeError for what is no ZIP.
 * Reads what our exports write: no encryption, no ZIP64, stored or deflated.
 */
export function readZipEntry(zip: Buffer, name: string): string | undefined {
  let at = zip.readUInt32LE(endOf(zip) + 16);
  const entries = zip.readUInt16LE(endOf(zip) + 10);
  for (let entry = 0; entry < entries; entry += 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new RangeError('its list of contents is damaged');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) =>
      zip.readUInt16LE(at + offset),
    );
    const end = at + ENTRY_BYTES + (nameBytes ?? 0);
    if (zip.toString('utf8', at + ENTRY_BYTES, end) === name) return unpacked(zip, at);
    at = end + (extraBytes ?? 0) + (commentBytes ?? 0);
  }
  return undefined;
}

function unpacked(zip: Buffer, at: number): string {
  const method = zip.readUInt16LE(at + 10);
  const size = zip.readUInt32LE(at + 20);
  const local = zip.readUInt32LE(at + 42);
  const from = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(from, from + size);
  if (method === 0) return packed.toString('utf8');
  return inflateRawSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES }).toString('utf8');
}

/** The record at the end stands before a comment, of which ours have none. */
function endOf(zip: Buffer): number {
  for (let at = zip.length - END_BYTES; at >= 0; at -= 1) {
    if (zip.readUInt32LE(at) === END) return at;
  }
  throw new RangeError('it is not a ZIP file');
}
