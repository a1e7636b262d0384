import { MAX_CHECKPOINT_BYTES, MAX_UPDATE_BYTES } from '@conclave/shared/limits';
import * as v from 'valibot';

// What the document worker and the decode worker say to each other. Both ends check.

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bytes = v.instance(Uint8Array<ArrayBuffer>);
const update = v.pipe(
  bytes,
  v.check(({ length }) => length <= MAX_UPDATE_BYTES),
);
const state = v.pipe(
  bytes,
  v.check(({ length }) => length <= MAX_CHECKPOINT_BYTES),
);

export const ToDecoder = v.variant('op', [
  /** A document from what was found good before; takes the place of the one of that number. */
  v.strictObject({ op: v.literal('begin'), task: count, doc: count, updates: v.array(state) }),
  v.strictObject({
    op: v.literal('judge'),
    task: count,
    doc: count,
    update,
    clients: v.array(count),
    mayDelete: v.boolean(),
  }),
  v.strictObject({ op: v.literal('state'), task: count, doc: count }),
  v.strictObject({
    op: v.literal('compare'),
    task: count,
    updates: v.array(state),
    state,
  }),
  v.strictObject({ op: v.literal('end'), doc: count }),
]);
export type ToDecoder = v.InferOutput<typeof ToDecoder>;

export const FromDecoder = v.strictObject({
  task: count,
  /** Whether it began, keeps the rule, or is the same. */
  good: v.boolean(),
  /** How much a judged update deletes and brings. */
  deleted: count,
  inserted: count,
  /** The answer to `state`. */
  state: v.nullable(bytes),
});
export type FromDecoder = v.InferOutput<typeof FromDecoder>;
