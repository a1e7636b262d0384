import * as v from 'valibot';
import { MAX_COORDINATE } from '../model/limits.ts';
import { Id } from '../model/schemas.ts';
import { boxKinds, colors, inkKinds, lineKinds, sizes } from '../model/Shape.ts';

/** Numbers of a stroke in progress: 600 points, x and y by turns. With it a message stays under 12 KB. */
export const MAX_LIVE_NUMBERS = 1200;

const Number = v.pipe(
  v.number(),
  v.finite(),
  v.minValue(-MAX_COORDINATE),
  v.maxValue(MAX_COORDINATE),
);
const Numbers = v.pipe(v.array(Number), v.minLength(2), v.maxLength(MAX_LIVE_NUMBERS));

const Live = v.variant('kind', [
  v.strictObject({
    kind: v.picklist(inkKinds),
    color: v.picklist(colors),
    size: v.picklist(sizes),
    points: Numbers,
  }),
  v.strictObject({
    kind: v.picklist([...boxKinds, ...lineKinds]),
    color: v.picklist(colors),
    size: v.picklist(sizes),
    /** From here to there: x, y, x, y. */
    corners: v.strictTuple([Number, Number, Number, Number]),
  }),
  v.strictObject({ kind: v.literal('laser'), points: Numbers }),
]);

/** What somebody shows of what they do on the board, while they do it. */
export const BoardPresence = v.strictObject({
  page: Id,
  cursor: v.optional(v.strictTuple([Number, Number])),
  live: v.optional(Live),
});

export type BoardPresence = v.InferOutput<typeof BoardPresence>;
export type Live = v.InferOutput<typeof Live>;
