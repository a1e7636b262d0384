import type { Bytes } from '@conclave/shared/bytes';
import { avifSize } from './avifSize.ts';
import type { Sides } from './Sides.ts';

const reads: readonly ((view: DataView) => Sides | undefined)[] = [
  png,
  gif,
  webp,
  avifSize,
  bmp,
  jpeg,
];

/**
 * What a picture's head says of its size; undefined for what is none of PNG, JPEG, GIF, WebP, AVIF, BMP. Asked
 * before anything is decoded: 50,000 x 50,000 points fit into a file of a few KB and into 10 GB of memory. Where
 * it says two things, it is read as those read it who decode it, or not at all.
 */
export function pictureSize(head: Bytes): Sides | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    for (const read of reads) {
      const size = read(view);
      if (size !== undefined && size.width > 0 && size.height > 0) return size;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  // Nothing known, or cut off before its size.
  return undefined;
}

function starts(view: DataView, at: number, signs: string): boolean {
  return Array.from(signs).every((sign, n) => view.getUint8(at + n) === sign.charCodeAt(0));
}

function png(view: DataView): Sides | undefined {
  if (!starts(view, 0, '\x89PNG\r\n\x1a\n') || !starts(view, 12, 'IHDR')) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** A first frame that is larger than the picture makes the picture larger (GIF89a, 18 to 26). */
function gif(view: DataView): Sides | undefined {
  if (!starts(view, 0, 'GIF8')) return undefined;
  const colours = view.getUint8(10);
  let at = 13 + ((colours & 0x80) === 0 ? 0 : 3 * 2 ** ((colours & 7) + 1));
  for (; view.getUint8(at) === 0x21; at++) {
    for (at += 2; view.getUint8(at) > 0; at += 1 + view.getUint8(at));
  }
  if (view.getUint8(at) !== 0x2c) return undefined;
  const sideAt = (whole: number, start: number): number =>
    Math.max(
      view.getUint16(whole, true),
      view.getUint16(at + start, true) + view.getUint16(at + start + 4, true),
    );
  return { width: sideAt(6, 1), height: sideAt(8, 3) };
}

function bmp(view: DataView): Sides | undefined {
  if (!starts(view, 0, 'BM') || view.getUint32(14, true) < 40) return undefined;
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

function webp(view: DataView): Sides | undefined {
  if (!starts(view, 0, 'RIFF') || !starts(view, 8, 'WEBP')) return undefined;
  if (starts(view, 12, 'VP8X'))
    return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (starts(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!starts(view, 12, 'VP8 ')) return undefined;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

const frames: ReadonlySet<number> = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
]);

/** Walks the segments to the frame's head (ITU-T T.81, B.1.1 and B.2.2). */
function jpeg(view: DataView): Sides | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (frames.has(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    // Filled up to the next one. Taken for a segment, it would hide the true size behind a false one.
    if (marker === 0xff) at += 1;
    else if (isSegment(marker)) at += 2 + view.getUint16(at + 2);
    else return undefined;
  }
}

/** Has a length, and comes before the points. */
function isSegment(marker: number): boolean {
  return marker >= 0xc0 && !(marker >= 0xd0 && marker <= 0xda);
}
