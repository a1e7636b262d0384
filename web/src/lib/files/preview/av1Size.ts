import type { Sides } from './Sides.ts';

/** A picture has three or four; higher lets a file of empty ones keep us busy. */
const MAX_UNITS = 64;
const SEQUENCE_HEADER = 1;

/**
 * The size of a picture as AV1 has it (AV1 5.3 to 5.5): what is allocated when it is decoded, whatever the file
 * around it says. Undefined for what is no single picture of one size: there each frame may say another one.
 */
export function av1Size(
  view: DataView,
  { from, to }: { from: number; to: number },
): Sides | undefined {
  let size: Sides | undefined;
  let at = from;
  for (let count = 0; at < to; count++) {
    if (count === MAX_UNITS) return undefined;
    const head = view.getUint8(at);
    at += (head & 4) === 0 ? 1 : 2;
    let length = to - at;
    if ((head & 2) !== 0) [length, at] = lengthAt(view, at);
    if (at + length > to) return undefined;
    if (((head >> 3) & 15) === SEQUENCE_HEADER) {
      // The second one would count from there on.
      if (size !== undefined) return undefined;
      size = stillSize(view, at);
      if (size === undefined) return undefined;
    }
    at += length;
  }
  return size;
}

/** AV1 5.5.1, of pictures with the short head, whose frames have no size of their own (5.9.2). */
function stillSize(view: DataView, at: number): Sides | undefined {
  const take = bitsFrom(view, at);
  take(3); // profile
  const isSingle = take(1) === 1;
  const isShort = take(1) === 1;
  if (!isSingle || !isShort) return undefined;
  take(5); // level
  const widthBits = take(4) + 1;
  const heightBits = take(4) + 1;
  return { width: take(widthBits) + 1, height: take(heightBits) + 1 };
}

/** AV1 4.10.5, as far as a file of ours can be long. */
function lengthAt(view: DataView, at: number): [length: number, end: number] {
  let length = 0;
  for (let n = 0; n < 4; n++) {
    const byte = view.getUint8(at + n);
    length += (byte & 0x7f) << (7 * n);
    if (byte < 0x80) return [length, at + n + 1];
  }
  throw new RangeError('a length that no file has');
}

function bitsFrom(view: DataView, at: number): (count: number) => number {
  let bit = at * 8;
  return (count) => {
    let value = 0;
    for (const end = bit + count; bit < end; bit++) {
      value = value * 2 + ((view.getUint8(bit >> 3) >> (7 - (bit & 7))) & 1);
    }
    return value;
  };
}
