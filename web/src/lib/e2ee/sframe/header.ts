import type { Bytes } from '@conclave/shared/bytes';

/**
 * The SFrame header (RFC 9605 section 4.3): one config byte, then KID and CTR, each inside the
 * config byte when below 8, else as 1 to 8 bytes, big-endian.
 */
export type SFrameHeader = { readonly kid: number; readonly ctr: number };

/**
 * The RFC allows 2^64 - 1. More would need bigints for every frame; less (2^32) would still be two
 * years of a 60 fps stream, but leaves no room for the context in the KID.
 */
export const MAX_HEADER_VALUE = 2 ** 48 - 1;

const MAX_VALUE_BYTES = 6;

export type DecodedHeader =
  | { readonly state: 'read'; readonly header: SFrameHeader; readonly size: number }
  | { readonly state: 'truncated' }
  | { readonly state: 'malformed' };

const truncated = { state: 'truncated' } as const;
const malformed = { state: 'malformed' } as const;

/** Header bytes in their shortest form. Throws a RangeError on what 48 bits cannot hold. */
export function encodeHeader({ kid, ctr }: SFrameHeader): Bytes {
  const kidSize = extraBytes(kid);
  const ctrSize = extraBytes(ctr);
  const bytes = new Uint8Array(1 + kidSize + ctrSize);
  bytes[0] = (configBits(kid, kidSize) << 4) | configBits(ctr, ctrSize);
  writeValue(bytes.subarray(1, 1 + kidSize), kid);
  writeValue(bytes.subarray(1 + kidSize), ctr);
  return bytes;
}

/**
 * Reads the header at the start of a frame. Refuses every spelling that encodeHeader would not have
 * written, so that one (KID, CTR) has one header and a replay cannot come in a second dress.
 */
export function decodeHeader(bytes: Uint8Array): DecodedHeader {
  const config = bytes[0];
  if (config === undefined) return truncated;
  const kid = readValue(bytes, 1, config >> 4);
  if (typeof kid === 'string') return { state: kid };
  const ctr = readValue(bytes, kid.end, config & 0x0f);
  if (typeof ctr === 'string') return { state: ctr };
  return { state: 'read', header: { kid: kid.value, ctr: ctr.value }, size: ctr.end };
}

/** Bytes that a value needs beside the config byte. */
function extraBytes(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0 || value > MAX_HEADER_VALUE) {
    throw new RangeError('SFrame header value out of range');
  }
  if (value < 8) return 0;
  let size = 1;
  for (let rest = Math.floor(value / 256); rest > 0; rest = Math.floor(rest / 256)) size++;
  return size;
}

/** The nibble of the config byte: the value itself, or the flag 8 and the length minus one. */
function configBits(value: number, size: number): number {
  return size === 0 ? value : 8 | (size - 1);
}

function writeValue(target: Uint8Array, value: number): void {
  let rest = value;
  for (let i = target.length - 1; i >= 0; i--) {
    target[i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

type ReadValue = { readonly value: number; readonly end: number };

function readValue(
  bytes: Uint8Array,
  start: number,
  nibble: number,
): ReadValue | 'truncated' | 'malformed' {
  if (nibble < 8) return { value: nibble, end: start };
  const size = (nibble & 7) + 1;
  if (size > MAX_VALUE_BYTES) return malformed.state;
  const end = start + size;
  if (end > bytes.length) return truncated.state;
  let value = 0;
  for (let i = start; i < end; i++) value = value * 256 + (bytes[i] ?? 0);
  return extraBytes(value) === size ? { value, end } : malformed.state;
}
