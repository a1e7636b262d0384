import * as v from 'valibot';
import { MAX_COORDINATE, MAX_NAME, MAX_POINT_BYTES, MAX_SIDE, MAX_TEXT } from './limits.ts';
import { isOrderKey } from './orderKey.ts';
import { boxKinds, colors, dashes, fills, inkKinds, lineKinds, sizes } from './Shape.ts';

/** What the parts of shapes and pages may be. Every member may write anything at all, so nothing is taken from the document before it was here. */

const Coordinate = v.pipe(
  v.number(),
  v.finite(),
  v.minValue(-MAX_COORDINATE),
  v.maxValue(MAX_COORDINATE),
);
const Side = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(MAX_SIDE));
const Angle = v.pipe(v.number(), v.finite(), v.minValue(-7), v.maxValue(7));
/** Ends may stick out of what they stick to, a little. */
const Share = v.pipe(v.number(), v.finite(), v.minValue(-2), v.maxValue(3));

export const Id = v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/));
export const Order = v.pipe(v.string(), v.maxLength(64), v.check(isOrderKey));
export const Text = v.pipe(v.string(), v.maxLength(MAX_TEXT));
export const Name = v.pipe(v.string(), v.maxLength(MAX_NAME));
export const PlaceValue = v.strictObject({
  x: Coordinate,
  y: Coordinate,
  w: Side,
  h: Side,
  angle: Angle,
});
export const LookValue = v.strictObject({
  color: v.picklist(colors),
  size: v.picklist(sizes),
  fill: v.picklist(fills),
  dash: v.picklist(dashes),
});
export const EndValue = v.strictObject({
  x: Coordinate,
  y: Coordinate,
  on: v.optional(v.strictObject({ shape: Id, x: Share, y: Share })),
});

const Points = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.length >= 4 && bytes.length <= MAX_POINT_BYTES),
);

/** What a shape is, which never changes: kept apart from what does, so that two people can change different things of it. */
export const Nature = v.variant('kind', [
  v.strictObject({
    kind: v.picklist(inkKinds),
    page: Id,
    points: Points,
    natural: v.strictObject({ w: Side, h: Side }),
  }),
  v.strictObject({ kind: v.picklist(boxKinds), page: Id }),
  v.strictObject({ kind: v.picklist(lineKinds), page: Id }),
  v.strictObject({ kind: v.picklist(['text', 'note']), page: Id }),
  v.strictObject({
    kind: v.literal('image'),
    page: Id,
    fileId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  }),
]);
export type Nature = v.InferOutput<typeof Nature>;
