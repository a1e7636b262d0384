import type { Crop, Decode } from './makePicture.ts';

/** Decodes with the browser's own means, which run nothing that stands in a file. */
export const decodeInBrowser: Decode = async (file, width) => {
  const bitmap = await createImageBitmap(file, { resizeWidth: width, resizeQuality: 'high' });
  return {
    width: bitmap.width,
    height: bitmap.height,
    encode: (crop, { type, quality }) => drawn(bitmap, crop).convertToBlob({ type, quality }),
    close: () => bitmap.close(),
  };
};

function drawn(bitmap: ImageBitmap, { x, y, from, to }: Crop): OffscreenCanvas {
  const canvas = new OffscreenCanvas(to, to);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new TypeError('a canvas without a context');
  // Where the picture lets through what is behind it, JPEG would show black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, to, to);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, x, y, from, from, 0, 0, to, to);
  return canvas;
}
