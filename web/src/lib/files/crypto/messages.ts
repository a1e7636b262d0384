import { FileId } from '@conclave/shared/ids';
import { FILE_CHUNK_BYTES, SEALED_CHUNK_OVERHEAD_BYTES } from '@conclave/shared/limits';
import { blob, fixedBlob } from '@conclave/shared/wire/blob';
import { MAX_CHUNKS } from '@conclave/shared/wire/filesApi';
import * as v from 'valibot';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_CHUNKS));

const task = {
  taskId: v.pipe(v.number(), v.safeInteger()),
  key: fixedBlob(32),
  place: v.strictObject({ fileId: FileId, index: whole, count: whole }),
};

/** What the page asks the files' worker for. */
export const ToFilesWorker = v.variant('op', [
  v.strictObject({ ...task, op: v.literal('seal'), piece: v.instance(Blob) }),
  v.strictObject({
    ...task,
    op: v.literal('open'),
    sealed: blob(FILE_CHUNK_BYTES + SEALED_CHUNK_OVERHEAD_BYTES),
  }),
]);
export type ToFilesWorker = v.InferInput<typeof ToFilesWorker>;

/** `bytes` is missing when there was nothing to open or the piece could not be read. */
export const FromFilesWorker = v.strictObject({
  taskId: v.number(),
  bytes: v.optional(blob(FILE_CHUNK_BYTES + SEALED_CHUNK_OVERHEAD_BYTES, 0)),
  unreadable: v.optional(v.boolean()),
});
export type FromFilesWorker = v.InferInput<typeof FromFilesWorker>;
