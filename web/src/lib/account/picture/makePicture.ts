import { checkPicture } from '../../files/preview/checkPicture.ts';
import type { Sides } from '../../files/preview/Sides.ts';
import { keptPicture, MAX_PICTURE_BYTES, pictureTypes, type KeptPicture } from './KeptPicture.ts';

const MAX_FILE_BYTES = 30 * 1024 * 1024;
/** Length of a side of what is kept. */
const SIDE = 96;
/** Decoded to twice of that, so that drawing it smaller is smooth. */
const DECODED_SIDE = 2 * SIDE;
/** The first that is small enough is taken. */
const QUALITIES = [0.9, 0.75, 0.5, 0.25] as const;

export type PictureFault = 'notPicture' | 'tooLarge' | 'damaged';

type MadePicture =
  | { readonly kind: 'made'; readonly picture: KeptPicture }
  | { readonly kind: 'fault'; readonly fault: PictureFault };

/** The square in the middle of a picture, and the length of a side that it is drawn with. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** A decoded picture, which whoever decoded it closes. */
interface Decoded extends Sides {
  /** Draws the square and encodes it; what comes back may be of another type, where this one is not known. */
  encode(crop: Crop, how: { type: string; quality: number }): Promise<Blob>;
  close(): void;
}

/** The browser's own, or a test's: decodes to this width. Rejects for what is no picture. */
export type Decode = (file: Blob, width: number) => Promise<Decoded>;

/**
 * Makes of a file the small square that is kept. Nothing of the file is taken over but its points: they are
 * decoded, cropped and encoded anew, in this browser. What a file says of its size is read before anything is decoded.
 */
export async function makePicture(file: Blob, decode: Decode): Promise<MadePicture> {
  const check = await checkPicture(file);
  // SVG among what is none, which may hold scripts and addresses.
  if (check.kind !== 'fits') return { kind: 'fault', fault: check.kind };
  if (file.size > MAX_FILE_BYTES) return { kind: 'fault', fault: 'tooLarge' };
  let decoded: Decoded;
  try {
    decoded = await decode(file, decodedWidth(check));
  } catch {
    // Cut off, or not what its head says: every browser has its own error for that.
    return { kind: 'fault', fault: 'damaged' };
  }
  try {
    const picture = await smallEnough(decoded);
    return picture === undefined ? { kind: 'fault', fault: 'damaged' } : { kind: 'made', picture };
  } finally {
    decoded.close();
  }
}

/** Of the two sides the width is given: a camera's note may turn the picture, and the height follows. */
function decodedWidth({ width, height }: Sides): number {
  const scale = Math.min(1, DECODED_SIDE / Math.min(width, height));
  return Math.max(1, Math.round(width * scale));
}

/** The square in the middle; a picture that is smaller stays as small as it is. */
export function cropOf({ width, height }: Sides): Crop {
  const from = Math.min(width, height);
  return { x: (width - from) / 2, y: (height - from) / 2, from, to: Math.min(SIDE, from) };
}

async function smallEnough(decoded: Decoded): Promise<KeptPicture | undefined> {
  const crop = cropOf(decoded);
  for (const type of pictureTypes) {
    for (const quality of QUALITIES) {
      const drawn = await decoded.encode(crop, { type, quality });
      // A browser that does not know the type makes another one, and does so every time.
      if (drawn.type !== type) break;
      if (drawn.size > 0 && drawn.size <= MAX_PICTURE_BYTES) return keptPicture(type, drawn);
    }
  }
  return undefined;
}
