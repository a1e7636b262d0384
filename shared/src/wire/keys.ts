import * as v from 'valibot';
import {
  MAX_COMMIT_BYTES,
  MAX_GROUP_INFO_BYTES,
  MAX_KEY_RECORD_BYTES,
  MAX_MEMBERS,
  MAX_ROOM_STATE_BYTES,
} from '../limits.ts';
import { blob } from './blob.ts';

/** MLS epoch. Numbers suffice: 2^53 commits do not happen in one session. */
export const Epoch = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Index of a leaf in the MLS tree. The tree of 200 members with gaps stays below 1024 (SFrame KID). */
export const LeafIndex = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1023));

export const RecordNumber = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(0),
  v.maxValue(0xffff_ffff),
);

export const Leaves = v.pipe(v.array(LeafIndex), v.maxLength(MAX_MEMBERS));

/** Where a session's group stands. GroupInfo and room state belong together and travel together. */
export const GroupHead = v.strictObject({
  epoch: Epoch,
  groupInfo: blob(MAX_GROUP_INFO_BYTES),
  sealedState: blob(MAX_ROOM_STATE_BYTES),
});
export type GroupHead = v.InferOutput<typeof GroupHead>;

/** A numbered, signed key record. The server reads the number alone, as its sender states it. */
export const NumberedRecord = v.strictObject({
  number: RecordNumber,
  record: blob(MAX_KEY_RECORD_BYTES),
});
export type NumberedRecord = v.InferOutput<typeof NumberedRecord>;

export const Commit = blob(MAX_COMMIT_BYTES);
