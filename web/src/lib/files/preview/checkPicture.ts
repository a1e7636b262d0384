import { pictureSize } from './pictureSize.ts';
import type { Sides } from './Sides.ts';

/** A phone's camera makes 50 million points: 200 MB while they are decoded. */
const MAX_POINTS = 50_000_000;
const MAX_SIDE = 16_384;

/** What is read of a picture. JPEG puts thumbnails before its size. */
const HEAD_BYTES = 256 * 1024;
/** AVIF says its size where its points are, which may be anywhere. A phone's picture has 5 MB. */
const AVIF_BYTES = 16 * 1024 * 1024;

export type PictureCheck =
  | ({ readonly kind: 'fits' } & Sides)
  /** No picture, or of no kind whose size is read here: it may have any. */
  | { readonly kind: 'notPicture' }
  /** It would fill the memory of whoever looks at it. */
  | { readonly kind: 'tooLarge' };

/** [F-15] Whether a file that anybody may have made can be given to the browser to decode. Asked before, whatever shows it. */
export async function checkPicture(file: Blob): Promise<PictureCheck> {
  const size = pictureSize(await headOf(file));
  if (size === undefined) return { kind: 'notPicture' };
  const { width, height } = size;
  const isTooLarge = Math.max(width, height) > MAX_SIDE || width * height > MAX_POINTS;
  return isTooLarge ? { kind: 'tooLarge' } : { kind: 'fits', width, height };
}

async function headOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const start = new Uint8Array(await file.slice(0, 8).arrayBuffer());
  const isBoxes = String.fromCharCode(...start.slice(4)) === 'ftyp';
  const head = file.slice(0, isBoxes ? AVIF_BYTES : HEAD_BYTES);
  return new Uint8Array(await head.arrayBuffer());
}
