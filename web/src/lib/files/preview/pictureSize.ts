import type { Bytes } from '@conclave/shared/bytes';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What is read of a picture's head. JPEG puts thumbnails before its size. */
export const HEAD_BYTES = 256 * 1024;

const reads: readonly ((view: DataView) => PictureSize | undefined)[] = [png, gif, webp, bmp, jpeg];

/**
 * What a picture's head says of its size; undefined for what is none of PNG, JPEG, GIF, WebP, BMP. Asked
 * before anything is decoded: 50,000 x 50,000 points fit into a file of a few KB and into 10 GB of memory.
 */
export function pictureSize(head: Bytes): PictureSize | undefined {
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

function png(view: DataView): PictureSize | undefined {
  if (!starts(view, 0, '\x89PNG\r\n\x1a\n') || !starts(view, 12, 'IHDR')) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): PictureSize | undefined {
  if (!starts(view, 0, 'GIF8')) return undefined;
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function bmp(view: DataView): PictureSize | undefined {
  if (!starts(view, 0, 'BM') || view.getUint32(14, true) < 40) return undefined;
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

function webp(view: DataView): PictureSize | undefined {
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

/** Walks the segments to the frame's head (ITU-T T.81, B.2.2). */
function jpeg(view: DataView): PictureSize | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
}
