import { describe, expect, it } from 'vitest';
import { pictureSize } from './pictureSize.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (sign) => sign.charCodeAt(0)) : part,
    ),
  );

const PNG = '\x89PNG\r\n\x1a\n';

describe('[T14] what the head of a picture says of its size', () => {
  it.each([
    [
      'PNG',
      bytes(PNG, [0, 0, 0, 13], 'IHDR', [0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]),
      50_000,
      50_000,
    ],
    ['GIF', bytes('GIF89a', [0x40, 1, 0xf0, 0]), 320, 240],
    [
      'WebP, extended',
      bytes('RIFF', [0, 0, 0, 0], 'WEBPVP8X', Array<number>(8).fill(0), [0x3f, 1, 0, 0xef, 0, 0]),
      320,
      240,
    ],
    [
      'JPEG behind a segment',
      bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 0, 0xf0, 1, 0x40]),
      320,
      240,
    ],
    [
      'BMP upside down',
      bytes('BM', Array<number>(12).fill(0), [40, 0, 0, 0, 0x40, 1, 0, 0, 0x10, 0xff, 0xff, 0xff]),
      320,
      240,
    ],
  ])('%s', (...row) => {
    const [, head, width, height] = row;
    expect(pictureSize(head)).toEqual({ width, height });
  });

  it.each([
    ['nothing', bytes('')],
    ['HTML', bytes('<!doctype html><script>')],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
    ['a PNG cut off before its size', bytes(PNG, [0, 0, 0, 13], 'IHDR', [0, 0])],
    ['a PNG without points', bytes(PNG, [0, 0, 0, 13], 'IHDR', Array<number>(8).fill(0))],
    [
      'a JPEG of segments without length, for ever',
      bytes(
        [0xff, 0xd8],
        Array.from({ length: 100_000 }, (_, n) => (n % 4 === 0 ? 0xff : n % 4 === 1 ? 0xe0 : 0)),
      ),
    ],
  ])('%s has none', (_kind, head) => {
    expect(pictureSize(head)).toBeUndefined();
  });
});
