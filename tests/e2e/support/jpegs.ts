import type { Page } from '@playwright/test';

/** EXIF that says one thing: to be shown turned by a quarter, as phones held upright write it (orientation 6). */
const TURNED = Buffer.from(
  'ffe1002245786966000049492a0008000000' + '0100120103000100000006000000' + '00000000',
  'hex',
);

/** A photo of so many points, which is to be shown turned: `height` wide and `width` high. */
export async function turnedJpeg(page: Page, width: number, height: number): Promise<Buffer> {
  const points = await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h);
      canvas.getContext('2d')?.fillRect(0, 0, w, h);
      const jpeg = await canvas.convertToBlob({ type: 'image/jpeg' });
      return [...new Uint8Array(await jpeg.arrayBuffer())];
    },
    [width, height] as const,
  );
  const jpeg = Buffer.from(points);
  return Buffer.concat([jpeg.subarray(0, 2), TURNED, jpeg.subarray(2)]);
}
