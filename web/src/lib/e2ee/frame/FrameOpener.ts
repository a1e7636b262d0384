import type { Bytes } from '@conclave/shared/bytes';
import type { Source } from '@conclave/shared/wire/media';
import { sourceOf } from '../sframe/ctx.ts';
import { decodeKid, type MlsKid } from '../sframe/kid.ts';
import { open, readSealed, type SealedFrame } from '../sframe/seal.ts';
import { clearBytes, type FrameCodec } from './clearBytes.ts';
import type { EncodedFrame } from './EncodedFrame.ts';
import type { EpochKeys } from './EpochKeys.ts';
import type { FrameKeys } from './FrameKeys.ts';
import type { FrameOutcome } from './FrameTally.ts';

/** Who may be heard on a consumer: the participant to whom it belongs, as MLS knows them. */
export type ExpectedSender = {
  /** Undefined while that participant is no leaf: then nobody is heard. */
  readonly leaf?: number | undefined;
  readonly source: Source;
  /**
   * The epoch since which the leaf is theirs. Leaves are given to newcomers again: without this, a
   * server could hold back frames of who left and play them as the newcomer's.
   */
  readonly sinceEpoch: bigint;
};

export type FrameOpenerOptions = {
  readonly keys: FrameKeys;
  /** Undefined: a codec that we cannot open. Its frames are dropped, every one. */
  readonly codec: FrameCodec | undefined;
  readonly expected: ExpectedSender;
};

type Accepted = { readonly keys: EpochKeys; readonly sender: MlsKid };

/** Opens the frames of one consumer. What it did not open never passes. */
export class FrameOpener {
  readonly #keys: FrameKeys;
  readonly #codec: FrameCodec | undefined;
  #expected: ExpectedSender;

  constructor({ keys, codec, expected }: FrameOpenerOptions) {
    this.#keys = keys;
    this.#codec = codec;
    this.#expected = expected;
  }

  /** The same participant came back with another leaf, or left. */
  expect(expected: ExpectedSender): void {
    this.#expected = expected;
  }

  /** Replaces the frame's data by what was sealed. Only a frame that `passed` may be decoded. */
  async open(frame: EncodedFrame, now: number): Promise<FrameOutcome> {
    const data = new Uint8Array(frame.data);
    const firstByte = data[0];
    if (firstByte === undefined) return 'empty';
    if (this.#codec === undefined) return 'unknownCodec';
    const read = readSealed(data, clearBytes(this.#codec, firstByte));
    if (read.state !== 'read') return read.state;
    const accepted = this.#accept(read.frame, now);
    if (typeof accepted === 'string') return accepted;
    const opened = await openOnce(read.frame, accepted);
    if (typeof opened === 'string') return opened;
    frame.data = opened.buffer;
    return 'passed';
  }

  /** Finds the key, without trial and error: AES-GCM does not commit to its key. */
  #accept({ header }: SealedFrame, now: number): Accepted | 'wrongSender' | 'noKey' | 'replayed' {
    const sender = decodeKid(header.kid);
    const { leaf, source, sinceEpoch } = this.#expected;
    if (sender.leaf !== leaf || sourceOf(sender.ctx) !== source) return 'wrongSender';
    const keys = this.#keys.receiving(sender.epochLow, now);
    if (keys === undefined) return 'noKey';
    if (keys.epoch < sinceEpoch) return 'wrongSender';
    return keys.replays.has(sender, header.ctr) ? 'replayed' : { keys, sender };
  }
}

/** The window moves for authentic frames only, else a forged counter could shut out honest ones. */
async function openOnce(
  frame: SealedFrame,
  { keys, sender }: Accepted,
): Promise<Bytes | 'badTag' | 'replayed'> {
  const { kid, ctr } = frame.header;
  const opened = await open(await keys.derive(kid, 'decrypt'), frame);
  if (opened === undefined) return 'badTag';
  return keys.replays.add(sender, ctr) ? opened : 'replayed';
}
