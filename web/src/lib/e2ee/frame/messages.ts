import { SOURCES } from '@conclave/shared/wire/media';
import * as v from 'valibot';
import { isBaseKeySize } from '../sframe/BaseKey.ts';
import { sourceOf } from '../sframe/ctx.ts';
import { MAX_CTX, MAX_LEAF } from '../sframe/kid.ts';
import { DROP_REASONS } from './FrameTally.ts';

// What the frame worker says and hears. Both ends check against this one table. Epochs are bigints
// everywhere here: structured clone carries them, and ts-mls counts in them.

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Epoch = v.pipe(v.bigint(), v.minValue(0n), v.maxValue(2n ** 64n - 1n));
const Leaf = v.pipe(count, v.maxValue(MAX_LEAF));
const Ctx = v.pipe(count, v.maxValue(MAX_CTX));
const TransformId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const Millis = v.pipe(v.number(), v.finite(), v.minValue(0));

const BaseKeyBytes = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => isBaseKeySize(bytes.length), 'a base key has 16 or 32 bytes'),
);

const expectedSender = {
  /** Left out while the participant is no leaf: nobody is heard. */
  leaf: v.optional(Leaf),
  source: v.picklist(SOURCES),
  sinceEpoch: Epoch,
};

const stream = {
  id: TransformId,
  kind: v.picklist(['audio', 'video']),
  mimeType: v.pipe(v.string(), v.maxLength(64)),
};

/** The options of an RTCRtpScriptTransform: how the worker learns what a stream is. */
export const SealOptions = v.pipe(
  v.strictObject({
    direction: v.literal('seal'),
    ...stream,
    source: v.picklist(SOURCES),
    ctx: Ctx,
  }),
  v.check(({ ctx, source }) => sourceOf(ctx) === source, 'the context is of another source'),
);
export type SealOptions = v.InferOutput<typeof SealOptions>;

export const OpenOptions = v.strictObject({
  direction: v.literal('open'),
  ...stream,
  ...expectedSender,
});
export type OpenOptions = v.InferOutput<typeof OpenOptions>;

export const TransformOptions = v.variant('direction', [SealOptions, OpenOptions]);

const keyMessages = [
  /** Holds the base key of an epoch: opens with it, does not seal with it yet. */
  v.strictObject({ op: v.literal('install'), epoch: Epoch, baseKey: BaseKeyBytes }),
  /** Seals with this epoch as this leaf; older epochs are forgotten 10 s later. */
  v.strictObject({ op: v.literal('sendWith'), epoch: Epoch, leaf: Leaf }),
  /** Seals nothing until the next sendWith: for a member who fell out of step with the group. */
  v.strictObject({ op: v.literal('stopSending') }),
  /** An epoch became final: older ones are forgotten 10 s later, whatever is sent with. */
  v.strictObject({ op: v.literal('forgetBefore'), epoch: Epoch }),
] as const;

/** What the MLS side says, through its port or by way of the main thread. */
export const KeyMessage = v.variant('op', keyMessages);
export type KeyMessage = v.InferOutput<typeof KeyMessage>;

/** What the main thread says. */
export const ToFrameWorker = v.variant('op', [
  ...keyMessages,
  /** The port over which the MLS worker sends KeyMessages. From then on they come only there. */
  v.strictObject({ op: v.literal('keys'), port: v.instance(MessagePort) }),
  v.strictObject({ op: v.literal('expect'), receiverId: TransformId, ...expectedSender }),
  /** The sender or receiver of this transform is gone. */
  v.strictObject({ op: v.literal('release'), id: TransformId }),
  v.strictObject({ op: v.literal('stats') }),
]);
export type ToFrameWorker = v.InferOutput<typeof ToFrameWorker>;

const dropped = v.strictObject(v.entriesFromList(DROP_REASONS, count));

export const TransformStats = v.strictObject({
  id: TransformId,
  direction: v.picklist(['seal', 'open']),
  kind: v.picklist(['audio', 'video']),
  /** Frames sealed, or opened. */
  passed: count,
  dropped,
  /** When the last frame passed, in ms since 1970; absent before the first. */
  lastPassedAt: v.optional(Millis),
});
export type TransformStats = v.InferOutput<typeof TransformStats>;

/** What went wrong beside frames that were dropped. No fault lets anything pass. */
const FRAME_FAULTS = [
  'badMessage',
  'badOptions',
  'ctxReused',
  'idReused',
  'staleEpoch',
  'badBaseKey',
  'keysElsewhere',
  'frameFailed',
  'pipeFailed',
] as const;
const FrameFault = v.strictObject({
  op: v.literal('fault'),
  code: v.picklist(FRAME_FAULTS),
  id: v.optional(TransformId),
});
export type FrameFault = v.InferOutput<typeof FrameFault>;

/** What the frame worker says. */
export const FromFrameWorker = v.variant('op', [
  /** It hears rtctransform events from now on; transforms made earlier would be lost. */
  v.strictObject({ op: v.literal('ready') }),
  /** The first frame of a sender left sealed. */
  v.strictObject({ op: v.literal('firstSealed'), senderId: TransformId }),
  v.strictObject({ op: v.literal('stats'), transforms: v.array(TransformStats) }),
  FrameFault,
]);
export type FromFrameWorker = v.InferOutput<typeof FromFrameWorker>;
