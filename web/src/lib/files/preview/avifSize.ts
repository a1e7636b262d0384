import { av1Size } from './av1Size.ts';
import type { Sides } from './Sides.ts';

/** A picture has a dozen; higher lets a file of empty ones keep us busy. */
const MAX_BOXES = 512;
/** Colour and what is see-through are two layers; there may be a small copy and a layer for bright screens beside them. */
const MAX_LAYERS = 4;
/** What may lie in the file: points, how they are put together, and what is said of them. */
const KINDS: ReadonlySet<string> = new Set(['av01', 'grid', 'tmap', 'iden', 'Exif', 'mime']);

/** Where something lies: from its first byte up to, and without, `to`. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The size of an AVIF picture, of all of its bytes; undefined for everything else and for films. What its boxes
 * say does not bind who decodes it, so the points themselves are asked, and the largest answer counts.
 */
export function avifSize(view: DataView): Sides | undefined {
  if (fourSigns(view, 4) !== 'ftyp') return undefined;
  const whole = boxesIn(view, { from: 0, to: view.byteLength });
  // A film goes by its own list (`moov`) of pictures, which is not read here.
  if (whole.has('moov') || !hasBrand(view, inside(whole.get('ftyp'), 0))) return undefined;
  const meta = boxesIn(view, inside(whole.get('meta'), 4));
  const made = madeSizes(view, meta);
  if (made === undefined || made.length === 0) return undefined;
  const all = [...saidSizes(view, meta), ...made];
  const width = Math.max(...all.map((size) => size.width));
  const height = Math.max(...all.map((size) => size.height));
  const points = made.reduce((sum, size) => sum + size.width * size.height, 0);
  return points > MAX_LAYERS * width * height ? undefined : { width, height };
}

/** ISO/IEC 14496-12, 4.2. Lengths of 64 bits and "up to the end" are for films. */
function boxesIn(view: DataView, { from, to }: Span): Map<string, Span[]> {
  const found = new Map<string, Span[]>();
  let count = 0;
  for (let at = from; at < to; count++) {
    const length = view.getUint32(at);
    if (length < 8 || at + length > to || count === MAX_BOXES) throw new RangeError('a false box');
    const kind = fourSigns(view, at + 4);
    found.set(kind, [...(found.get(kind) ?? []), { from: at + 8, to: at + length }]);
    at += length;
  }
  return found;
}

/** The inside of a box that is there once, behind so many bytes of its own. */
function inside(boxes: readonly Span[] | undefined, ownBytes: number): Span {
  const [box] = boxes ?? [];
  if (box === undefined || boxes?.length !== 1) throw new RangeError('not there once');
  return { from: box.from + ownBytes, to: box.to };
}

function hasBrand(view: DataView, { from, to }: Span): boolean {
  for (let at = from; at + 4 <= to; at += 4) if (fourSigns(view, at) === 'avif') return true;
  return false;
}

/** What the boxes say: of the whole, of its parts, of copies. */
function saidSizes(view: DataView, meta: ReadonlyMap<string, Span[]>): Sides[] {
  const properties = boxesIn(view, inside(meta.get('iprp'), 0));
  const sizes = boxesIn(view, inside(properties.get('ipco'), 0)).get('ispe') ?? [];
  return sizes.map(({ from }) => ({
    width: view.getUint32(from + 4),
    height: view.getUint32(from + 8),
  }));
}

/** What the points say; undefined if something is not as it should be. */
function madeSizes(view: DataView, meta: ReadonlyMap<string, Span[]>): Sides[] | undefined {
  const drawn = drawnItems(view, inside(meta.get('iinf'), 0));
  if (drawn === undefined) return undefined;
  const sizes: Sides[] = [];
  for (const span of spansOf(view, inside(meta.get('iloc'), 0), drawn)) {
    const size = av1Size(view, span);
    if (size === undefined) return undefined;
    sizes.push(size);
  }
  return sizes;
}

/** Ids of what is decoded; undefined if anything is of another kind. ISO/IEC 14496-12, 8.11.6. */
function drawnItems(view: DataView, { from, to }: Span): Set<number> | undefined {
  const headBytes = view.getUint8(from) === 0 ? 6 : 8;
  const drawn = new Set<number>();
  for (const entry of boxesIn(view, { from: from + headBytes, to }).get('infe') ?? []) {
    const version = view.getUint8(entry.from);
    if (version !== 2 && version !== 3) return undefined;
    const idBytes = version === 2 ? 2 : 4;
    const id = numbersFrom(view, entry.from + 4)(idBytes);
    const kind = fourSigns(view, entry.from + 6 + idBytes);
    if (!KINDS.has(kind)) return undefined;
    if (kind === 'av01') drawn.add(id);
  }
  return drawn;
}

/** Where those items lie in the file, each in one piece. ISO/IEC 14496-12, 8.11.3. */
function spansOf(view: DataView, { from }: Span, items: ReadonlySet<number>): Span[] {
  const version = view.getUint8(from);
  const idBytes = version < 2 ? 2 : 4;
  const take = numbersFrom(view, from + 4);
  const [offsetBytes, lengthBytes] = fourBits(take(1));
  const [baseBytes, lastBits] = fourBits(take(1));
  const [indexBytes, methodBytes] = version === 0 ? [0, 0] : [lastBits, 2];
  const found: Span[] = [];
  for (let left = atMost(MAX_BOXES, take(idBytes)); left > 0; left--) {
    const isDrawn = items.has(take(idBytes));
    const elsewhere = take(methodBytes) + take(2);
    const base = take(baseBytes);
    const pieces = atMost(MAX_BOXES, take(2));
    if (isDrawn && elsewhere + pieces !== 1) throw new RangeError('not in one piece of this file');
    for (let n = 0; n < pieces; n++) {
      take(indexBytes);
      const start = base + take(offsetBytes);
      const length = take(lengthBytes);
      if (isDrawn) found.push({ from: start, to: start + length });
    }
  }
  return found;
}

const fourBits = (byte: number): [high: number, low: number] => [byte >> 4, byte & 15];

function atMost(most: number, value: number): number {
  if (value > most) throw new RangeError('more than any picture has');
  return value;
}

/** Takes numbers of so many bytes, one after the other. */
function numbersFrom(view: DataView, from: number): (bytes: number) => number {
  let at = from;
  return (bytes) => {
    let value = 0;
    for (const end = at + bytes; at < end; at++) value = value * 256 + view.getUint8(at);
    return value;
  };
}

function fourSigns(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((n) => view.getUint8(at + n)));
}
