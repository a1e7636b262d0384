import { fromBase64Url } from '@conclave/shared/bytes';
import { expect, it } from 'vitest';
import { MAX_PICTURE_BYTES } from './KeptPicture.ts';
import { cropOf, makePicture, type Crop, type Decode } from './makePicture.ts';

/** The head of a PNG that says this of its size. */
function png(width: number, height: number): Blob {
  const head = new Uint8Array(64);
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(head.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return new Blob([head]);
}

/** A browser that knows some types, and makes so many bytes of them. */
function browser(bytes: (type: string, quality: number) => number | undefined) {
  const asked: { width: number; crops: Crop[]; types: string[]; closed: number } = {
    ...{ width: 0, crops: [], types: [], closed: 0 },
  };
  const decode: Decode = (_, width) => {
    asked.width = width;
    return Promise.resolve({
      width,
      height: 300,
      encode(crop, { type, quality }) {
        asked.crops.push(crop);
        asked.types.push(`${type} ${quality}`);
        const size = bytes(type, quality);
        if (size === undefined) return Promise.resolve(new Blob(['x'], { type: 'image/png' }));
        return Promise.resolve(new Blob([new Uint8Array(size)], { type }));
      },
      close: () => (asked.closed += 1),
    });
  };
  return { asked, decode };
}

it('takes the square in the middle, and makes nothing larger than it is', () => {
  expect(cropOf({ width: 256, height: 192 })).toEqual({ x: 32, y: 0, from: 192, to: 96 });
  expect(cropOf({ width: 192, height: 341 })).toEqual({ x: 0, y: 74.5, from: 192, to: 96 });
  expect(cropOf({ width: 40, height: 30 })).toEqual({ x: 5, y: 0, from: 30, to: 30 });
  expect(cropOf({ width: 1, height: 1 })).toEqual({ x: 0, y: 0, from: 1, to: 1 });
});

it('decodes to a small size, whichever way the picture lies', async () => {
  for (const [width, height, asked] of [
    [4000, 3000, 256],
    [3000, 4000, 192],
    [100, 80, 100],
    [16_384, 2, 16_384],
    [2, 16_384, 2],
  ] as const) {
    const one = browser(() => 100);
    expect((await makePicture(png(width, height), one.decode)).kind).toBe('made');
    expect(one.asked.width).toBe(asked);
    expect(one.asked.closed).toBe(1);
  }
});

it('takes the best quality that is small enough, and JPEG where the browser makes no WebP', async () => {
  const webp = browser((_, quality) => (quality > 0.6 ? MAX_PICTURE_BYTES + 1 : MAX_PICTURE_BYTES));
  const made = await makePicture(png(500, 500), webp.decode);
  expect(made).toMatchObject({ kind: 'made', picture: { format: 1, type: 'image/webp' } });
  expect(made.kind === 'made' && fromBase64Url(made.picture.data)).toHaveLength(MAX_PICTURE_BYTES);
  expect(webp.asked.types).toEqual(['image/webp 0.9', 'image/webp 0.75', 'image/webp 0.5']);
  const safari = browser((type) => (type === 'image/jpeg' ? 900 : undefined));
  const jpeg = await makePicture(png(500, 500), safari.decode);
  expect(jpeg).toMatchObject({ kind: 'made', picture: { type: 'image/jpeg' } });
  expect(safari.asked.types).toEqual(['image/webp 0.9', 'image/jpeg 0.9']);
});

it('[T27] refuses by the head alone what is no picture, and what would fill the memory', async () => {
  const never: Decode = () => Promise.reject(new Error('decoded all the same'));
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>1</script></svg>';
  const fault = async (file: Blob): Promise<unknown> => makePicture(file, never);
  for (const words of [
    svg,
    `<?xml version="1.0"?>${svg}`,
    '<html>',
    '%PDF-1.7',
    'PK\u0003\u0004',
    '',
  ]) {
    const file = new Blob([words], { type: 'image/png' });
    expect(await fault(file)).toEqual({ kind: 'fault', fault: 'notPicture' });
  }
  const large = { kind: 'fault', fault: 'tooLarge' };
  expect(await fault(png(50_000, 50_000))).toEqual(large);
  expect(await fault(png(16_385, 1))).toEqual(large);
  expect(await fault(png(10_000, 5_001))).toEqual(large);
  const heavy = new Blob([png(100, 100), new Uint8Array(30 * 1024 * 1024)]);
  expect(await fault(heavy)).toEqual(large);
});

it('[T27] says so where a picture is cut off, or does not get small', async () => {
  const damaged = { kind: 'fault', fault: 'damaged' };
  const cut: Decode = () => Promise.reject(new DOMException('cut off', 'InvalidStateError'));
  expect(await makePicture(png(100, 100), cut)).toEqual(damaged);
  const endless = browser(() => MAX_PICTURE_BYTES + 1);
  expect(await makePicture(png(100, 100), endless.decode)).toEqual(damaged);
  expect(endless.asked.closed).toBe(1);
});
