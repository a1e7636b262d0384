import type { Bytes } from '@conclave/shared/bytes';
import type { Source } from '@conclave/shared/wire/media';
import { ctxOf } from '../sframe/ctx.ts';
import type { FrameCodec } from './clearBytes.ts';
import type { EncodedFrame } from './EncodedFrame.ts';
import { FrameKeys } from './FrameKeys.ts';
import { FrameOpener } from './FrameOpener.ts';
import { FrameSealer } from './FrameSealer.ts';
import type { FrameOutcome } from './FrameTally.ts';

// For tests: people of one meeting, who all hold the keys that one MLS group would have given them.

/** The base key that stands for an epoch. `meeting` tells groups apart. */
export function baseKeyOf(epoch: bigint, meeting = 1): Bytes {
  const bytes = new Uint8Array(16).fill(meeting);
  new DataView(bytes.buffer).setBigUint64(0, epoch);
  return bytes;
}

/** A frame as the browser gives it: plain objects do, since the sealer asks for `data` alone. */
export function frameOf(...bytes: number[]): EncodedFrame {
  return { data: Uint8Array.from(bytes).buffer };
}

/** A VP8 frame of `size` bytes: bit 0 of the first is 0 on key frames. */
export function vp8Frame(type: 'key' | 'delta', size: number): EncodedFrame {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 7 + 2) & 0xfe);
  bytes[0] = type === 'key' ? 0x50 : 0x51;
  return { data: bytes.buffer, type };
}

export function bytesOf(frame: EncodedFrame): Uint8Array<ArrayBuffer> {
  return new Uint8Array(frame.data);
}

/** Keys of the given epochs; seals with the last. */
export async function memberKeys(leaf: number, ...epochs: bigint[]): Promise<FrameKeys> {
  const keys = new FrameKeys();
  for (const epoch of epochs) {
    await keys.install(epoch, baseKeyOf(epoch));
    keys.sendWith(epoch, leaf);
  }
  return keys;
}

export type Stream = {
  readonly codec: FrameCodec;
  readonly source: Source;
  readonly instance?: number;
};

export const MICROPHONE: Stream = { codec: 'opus', source: 'microphone' };
export const CAMERA: Stream = { codec: 'vp8', source: 'camera' };

export function sealerOf(keys: FrameKeys, { codec, source, instance = 0 }: Stream): FrameSealer {
  return new FrameSealer({ keys, codec, ctx: ctxOf(instance, source) });
}

export function openerOf(keys: FrameKeys, { codec, source }: Stream, leaf: number): FrameOpener {
  return new FrameOpener({ keys, codec, expected: { leaf, source, sinceEpoch: 0n } });
}

/** Seals a frame and gives its bytes on the wire; throws unless it passed. */
export async function sealed(sealer: FrameSealer, frame: EncodedFrame): Promise<Bytes> {
  const outcome = await sealer.seal(frame);
  if (outcome !== 'passed') throw new Error(`not sealed: ${outcome}`);
  return bytesOf(frame);
}

/** What an opener makes of bytes from the wire. */
export async function opened(
  opener: FrameOpener,
  wire: Uint8Array,
  now = 0,
): Promise<FrameOutcome | Bytes> {
  const frame: EncodedFrame = { data: new Uint8Array(wire).buffer };
  const outcome = await opener.open(frame, now);
  return outcome === 'passed' ? bytesOf(frame) : outcome;
}
