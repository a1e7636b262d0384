import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureSize } from './pictureSize.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (sign) => sign.charCodeAt(0)) : part,
    ),
  );

/** A GIF whose first frame lies there, with so many bytes of colours and what stands before it. */
function gif(
  [width, height]: [number, number],
  frame: [x: number, y: number, width: number, height: number] | [],
  { before = [], colours = 0 }: { before?: number[]; colours?: number } = {},
): Uint8Array<ArrayBuffer> {
  const two = (side: number): number[] => [side & 255, side >> 8];
  const head = bytes('GIF89a', two(width), two(height), [colours, 0, 0], before);
  return bytes([...head], frame.length === 0 ? ';' : ',', frame.flatMap(two));
}

/** 40 x 30 points, made by libheif with libaom: as one layer, and with one more that lets through. */
const PLAIN_AVIF =
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAACYAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAACgAAAAeAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAubWRhdBIACgk4FSfrSAhoNIAyFxlCYwTAADQAAKxQwBOGyELnz007nLf8';
const SEE_THROUGH_AVIF =
  'AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAAXBtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAABlAABAAAAAAAAACYAAgAAAAABugABAAAAAAAAABIAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABhdjAxAAAAABVpbmZlAgAAAAACAABhdjAxAAAAAA5waXRtAAAAAAABAAAAr2lwcnAAAACKaXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAACgAAAAeAAAAEHBpeGkAAAAAAwgICAAAAAxhdjFDgQAcAAAAAA5waXhpAAAAAAEIAAAAOGF1eEMAAAAAdXJuOm1wZWc6bXBlZ0I6Y2ljcDpzeXN0ZW1zOmF1eGlsaWFyeTphbHBoYQAAAAAdaXBtYQAAAAAAAAACAAEDgQIDAAIEhAIFhgAAABppcmVmAAAAAAAAAA5hdXhsAAIAAQABAAAAQG1kYXQSAAoJOBUn60gIaDSAMhcZQmMEwAA0AACsUMAThshC589NO5y3/BIACgYYFSfrCoAyBhgAAAFAFA==';

function avif(
  base64: string,
  change: (view: DataView) => void = () => undefined,
): Uint8Array<ArrayBuffer> {
  const made = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  change(new DataView(made.buffer));
  return made;
}

// Changes of the plain one, at the places where these things stand in it.
const saysOnePoint = (view: DataView): void => {
  view.setUint32(0xc4, 1);
  view.setUint32(0xc8, 1);
};
const saysMany = (view: DataView): void => view.setUint32(0xc4, 65_536);
const isFilm = (view: DataView): void => setSigns(view, 0xf6, 'moov');
const alsoHoldsHevc = (view: DataView): void => setSigns(view, 0xb0, 'hvc1');
const hasLongHead = (view: DataView): void => view.setUint8(0xfe, 0x30);
const hasSecondHead = (view: DataView): void => view.setUint8(0x107, 0x0a);
const hasLongUnit = (view: DataView): void => view.setUint8(0x108, 0x7f);
const liesOutside = (view: DataView): void => view.setUint32(0x67, 0x7fff_ffff);
const hasManyPieces = (view: DataView): void => view.setUint16(0x61, 65_535);
const hasManyPlaces = (view: DataView): void => view.setUint16(0x57, 65_535);
const hasLongBox = (view: DataView): void => view.setUint32(0x1c, 0xffff_ffff);
const hasEmptyBox = (view: DataView): void => view.setUint32(0x1c, 0);
const isOfNoKind = (view: DataView): void => {
  for (const at of [0x08, 0x14]) setSigns(view, at, 'mif1');
};

function setSigns(view: DataView, at: number, signs: string): void {
  Array.from(signs).forEach((sign, n) => view.setUint8(at + n, sign.charCodeAt(0)));
}

/** The same points behind so many pieces of others. */
function behind(piece: number[], times: number): Uint8Array<ArrayBuffer> {
  const plain = avif(PLAIN_AVIF);
  const before = Array<number[]>(times).fill(piece);
  const made = bytes([...plain.slice(0, 0xfa)], ...before, [...plain.slice(0xfa)]);
  const view = new DataView(made.buffer);
  view.setUint32(0xf2, made.length - 0xf2);
  view.setUint32(0x67, made.length - 0xfa);
  return made;
}

/** The same points, so many times over: a file of a few KB that fills the memory layer by layer. */
function layered(layers: number): Uint8Array<ArrayBuffer> {
  const plain = avif(PLAIN_AVIF);
  const place = plain.slice(0x59, 0x6b);
  const more = place.length * (layers - 1);
  new DataView(place.buffer).setUint32(4, 0xfa + more);
  const places = Array.from({ length: layers }, () => [...place]).flat();
  const made = bytes([...plain.slice(0, 0x59)], places, [...plain.slice(0x6b)]);
  const view = new DataView(made.buffer);
  view.setUint32(0x1c, view.getUint32(0x1c) + more);
  view.setUint32(0x49, view.getUint32(0x49) + more);
  view.setUint16(0x57, layers);
  return made;
}

/** Says where the points lie otherwise: not in the file, but in a box that the plain one does not have. */
function pointsInBox(): Uint8Array<ArrayBuffer> {
  const plain = avif(PLAIN_AVIF);
  const made = bytes([...plain.slice(0, 0x5b)], [0, 1], [...plain.slice(0x5b)]);
  const view = new DataView(made.buffer);
  view.setUint32(0x1c, view.getUint32(0x1c) + 2);
  view.setUint32(0x49, view.getUint32(0x49) + 2);
  view.setUint8(0x51, 1);
  view.setUint32(0x5f, 0xfa + 2);
  return made;
}

const PNG = '\x89PNG\r\n\x1a\n';

describe('[F-15] what the head of a picture says of its size', () => {
  it.each([
    [
      'PNG',
      bytes(PNG, [0, 0, 0, 13], 'IHDR', [0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]),
      50_000,
      50_000,
    ],
    ['GIF', gif([320, 240], [0, 0, 320, 240]), 320, 240],
    [
      'GIF behind what is said of it',
      gif([320, 240], [8, 8, 16, 16], { before: [0x21, 0xfe, 2, 1, 1, 0] }),
      320,
      240,
    ],
    [
      'GIF whose first frame is larger than it says',
      gif([1, 1], [1000, 0, 60_000, 50_000]),
      61_000,
      50_000,
    ],
    [
      'GIF with colours',
      gif([3, 2], [0, 0, 3, 2], { before: Array<number>(12).fill(0x2c), colours: 0x81 }),
      3,
      2,
    ],
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
      'JPEG that is filled up to what would be a false size',
      bytes(
        [0xff, 0xd8, 0xff, 0xff, 0xc2, 0, 17, 8, 0xff, 0xdc, 0xff, 0xdc],
        Array<number>(0xc200 - 8).fill(0),
        [0xff, 0xc2, 0, 17, 8, 0, 1, 0, 1],
      ),
      65_500,
      65_500,
    ],
    ['AVIF', avif(PLAIN_AVIF), 40, 30],
    ['AVIF that can be seen through', avif(SEE_THROUGH_AVIF), 40, 30],
    ['AVIF behind pieces without points', behind([0x12, 0], 9), 40, 30],
    ['AVIF of four layers', layered(4), 40, 30],
    ['AVIF whose boxes say less than its points', avif(PLAIN_AVIF, saysOnePoint), 40, 30],
    ['AVIF whose boxes say more than its points', avif(PLAIN_AVIF, saysMany), 65_536, 30],
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
    ['a GIF without a frame', gif([320, 240], [])],
    [
      'a GIF cut off before its first frame',
      gif([320, 240], [], { before: [0x21, 0xfe, 200, 1, 1] }),
    ],
    [
      'a JPEG without a frame',
      bytes([0xff, 0xd8, 0xff, 0xda, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 0, 9, 0, 9]),
    ],
    ['an AVIF cut off before its points', avif(PLAIN_AVIF).slice(0, 250)],
    ['an AVIF cut off within its points', avif(PLAIN_AVIF).slice(0, -1)],
    ['an AVIF film', avif(PLAIN_AVIF, isFilm)],
    ['an AVIF with frames that have sizes of their own', avif(PLAIN_AVIF, hasLongHead)],
    ['an AVIF with two sizes', avif(PLAIN_AVIF, hasSecondHead)],
    ['an AVIF with a piece of points that is longer than all', avif(PLAIN_AVIF, hasLongUnit)],
    ['an AVIF of pieces without points', behind([0x12, 0], 100)],
    [
      'an AVIF of more boxes than any has',
      bytes([...avif(PLAIN_AVIF)], ...Array<number[]>(600).fill([0, 0, 0, 8, 0, 0, 0, 0])),
    ],
    ['an AVIF whose points lie elsewhere than they seem to', pointsInBox()],
    ['an AVIF whose points lie outside of it', avif(PLAIN_AVIF, liesOutside)],
    ['an AVIF in more pieces than any has', avif(PLAIN_AVIF, hasManyPieces)],
    ['an AVIF with more parts than any has', avif(PLAIN_AVIF, hasManyPlaces)],
    ['an AVIF with more layers than any has', layered(5)],
    ['what is built like an AVIF and does not say so', avif(PLAIN_AVIF, isOfNoKind)],
    ['an AVIF that also holds another kind of picture', avif(SEE_THROUGH_AVIF, alsoHoldsHevc)],
    ['an AVIF with a box that is longer than all', avif(PLAIN_AVIF, hasLongBox)],
    ['an AVIF with a box of no length, for ever', avif(PLAIN_AVIF, hasEmptyBox)],
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

  it.each([
    ['an AVIF', avif(SEE_THROUGH_AVIF)],
    ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 17, 8, 0, 240, 1, 64])],
    ['a GIF', gif([320, 240], [0, 0, 9, 9], { before: [0x21, 0xfe, 2, 1, 1, 0] })],
  ])('%s that was altered anywhere has sides above zero, or none', (_kind, head) => {
    const place = fc.tuple(fc.nat(head.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 4 }), fc.nat(head.length), (places, end) => {
        const altered = head.slice(0, end);
        for (const [at, value] of places) if (at < end) altered[at] = value;
        const { width, height } = pictureSize(altered) ?? { width: 1, height: 1 };
        expect(Math.min(width, height)).toBeGreaterThan(0);
        expect(Number.isSafeInteger(width * height)).toBe(true);
      }),
      { seed: 20_270_114, numRuns: 2_000 },
    );
  });
});
