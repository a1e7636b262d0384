import { encodeKid, epochLow } from '../sframe/kid.ts';
import { seal } from '../sframe/seal.ts';
import { clearBytes, type FrameCodec } from './clearBytes.ts';
import type { EncodedFrame } from './EncodedFrame.ts';
import type { Sending, FrameKeys } from './FrameKeys.ts';
import type { FrameOutcome } from './FrameTally.ts';

export type FrameSealerOptions = {
  readonly keys: FrameKeys;
  /** Undefined: a codec that we cannot seal. Its frames are dropped, every one. */
  readonly codec: FrameCodec | undefined;
  /**
   * From the MLS side, never used before in this group by this member. The sealer makes none up: a
   * worker that was restarted cannot know which it had.
   */
  readonly ctx: number;
};

/** Seals the frames of one outgoing stream. Without a key nothing leaves. */
export class FrameSealer {
  readonly #options: FrameSealerOptions;

  constructor(options: FrameSealerOptions) {
    this.#options = options;
  }

  /** Replaces the frame's data by its sealed form. Only a frame that `passed` may be sent. */
  async seal(frame: EncodedFrame): Promise<FrameOutcome> {
    const data = new Uint8Array(frame.data);
    const firstByte = data[0];
    if (firstByte === undefined) return 'empty';
    const { keys, codec, ctx } = this.#options;
    if (codec === undefined) return 'unknownCodec';
    const clear = clearBytes(codec, firstByte);
    if (data.length < clear) return 'truncated';
    const sending = keys.sending();
    if (sending === undefined) return 'noKey';
    const ctr = sending.keys.takeCtr(ctx);
    if (ctr === undefined) return 'exhausted';
    const key = await sending.keys.derive(kidOf(sending, ctx), 'encrypt');
    const parts = { clear: data.subarray(0, clear), body: data.subarray(clear) };
    frame.data = (await seal(key, ctr, parts)).buffer;
    return 'passed';
  }
}

function kidOf({ keys, leaf }: Sending, ctx: number): number {
  return encodeKid({ ctx, leaf, epochLow: epochLow(keys.epoch) });
}
