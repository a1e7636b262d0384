import * as v from 'valibot';

/** Of a longer file only the first pages are shown: each takes its place on the screen's list. */
export const MAX_PAGES = 1_000;
/** Letters of one page, for those who hear it. A page of small print has 10,000. */
export const MAX_TEXT = 20_000;
/** Points across a page as it is drawn. */
const MAX_ACROSS = 8_192;

/** A file that pdf.js needs beside the PDF, by folder and name. */
const PartName = v.pipe(v.string(), v.maxLength(100));

/** What the page asks of the worker. */
export const PdfTask = v.variant('kind', [
  v.strictObject({ kind: v.literal('open'), bytes: v.instance(Blob) }),
  v.strictObject({
    kind: v.literal('draw'),
    page: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_PAGES)),
    across: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_ACROSS)),
  }),
  v.strictObject({
    kind: v.literal('part'),
    name: PartName,
    bytes: v.nullable(v.instance(Uint8Array)),
  }),
]);

const Size = v.pipe(v.number(), v.finite(), v.minValue(0));

/** What the worker answers. Whatever else comes from it ends it: a PDF may have got the better of it. */
export const PdfAnswer = v.variant('kind', [
  v.strictObject({ kind: v.literal('ready') }),
  v.strictObject({ kind: v.literal('needs'), name: PartName }),
  v.strictObject({
    kind: v.literal('opened'),
    pages: v.pipe(v.number(), v.integer(), v.minValue(1)),
    ratio: Size,
  }),
  v.strictObject({ kind: v.literal('refused'), why: v.picklist(['password', 'damaged']) }),
  v.strictObject({
    kind: v.literal('drawn'),
    bitmap: v.instance(ImageBitmap),
    ratio: Size,
    text: v.pipe(v.string(), v.maxLength(MAX_TEXT)),
  }),
  v.strictObject({ kind: v.literal('failed') }),
]);

/** Across and down, as many points as asked for, but never more than a phone's memory bears. */
export function clampAcross(across: number): number {
  return Math.max(1, Math.min(MAX_ACROSS, Math.round(across)));
}
