import type { EncodedFrame } from './EncodedFrame.ts';
import { FrameTally, type FrameOutcome } from './FrameTally.ts';
import type { TransformStats } from './messages.ts';

/** What a worker gets of an RTCRtpScriptTransform: RTCRtpScriptTransformer, as far as we use it. */
export interface Transformer {
  readonly readable: ReadableStream<EncodedFrame>;
  readonly writable: WritableStream<EncodedFrame>;
  readonly options: unknown;
  /** Asks the sender for a key frame. Only receivers of video may. */
  sendKeyFrameRequest?(): Promise<unknown>;
}

/**
 * Between two requests for a key frame. Higher leaves a picture frozen for longer; lower makes every
 * sender spend bandwidth on key frames while a server damages frames.
 */
const KEY_FRAME_REQUEST_MS = 1_000;

export type FramePipeOptions = {
  readonly stream: Pick<TransformStats, 'id' | 'direction' | 'kind'>;
  /** Seals or opens a frame in place. */
  readonly treat: (frame: EncodedFrame, now: number) => Promise<FrameOutcome>;
  readonly now: () => number;
  readonly onFirstPassed: () => void;
  /** The first time that treating a frame threw: a bug, or a browser that behaves unexpectedly. */
  readonly onFailed: () => void;
};

/** One transform at work: readable, treat each frame, writable. Only what `passed` is written. */
export class FramePipe {
  readonly #options: FramePipeOptions;
  readonly #tally = new FrameTally();
  readonly #released = new AbortController();
  #gap = false;
  #keyFrameAskedAt = -KEY_FRAME_REQUEST_MS;

  constructor(options: FramePipeOptions) {
    this.#options = options;
  }

  /** Runs until the browser ends the stream or `close` is called. Rejects if the stream breaks. */
  async run(transformer: Transformer): Promise<void> {
    const treated = new TransformStream<EncodedFrame, EncodedFrame>({
      transform: async (frame, controller) => {
        if (await this.#passes(frame, transformer)) controller.enqueue(frame);
      },
    });
    const { signal } = this.#released;
    try {
      await transformer.readable.pipeThrough(treated).pipeTo(transformer.writable, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  stats(): TransformStats {
    return { ...this.#options.stream, ...this.#tally.counts() };
  }

  close(): void {
    this.#released.abort();
  }

  async #passes(frame: EncodedFrame, transformer: Transformer): Promise<boolean> {
    const { now, onFirstPassed } = this.#options;
    const outcome = await this.#outcome(frame);
    const at = now();
    if (this.#tally.add(outcome, at)) onFirstPassed();
    if (outcome !== 'passed') {
      this.#gap ||= outcome !== 'empty' && outcome !== 'replayed';
      return false;
    }
    if (this.#needsKeyFrame(frame, at)) await askForKeyFrame(transformer);
    return true;
  }

  /** An exception drops this frame and no other. */
  async #outcome(frame: EncodedFrame): Promise<FrameOutcome> {
    try {
      return await this.#options.treat(frame, this.#options.now());
    } catch {
      // Not told further: the message of an exception could carry what was in the frame.
      if (this.#tally.dropped('failed') === 0) this.#options.onFailed();
      return 'failed';
    }
  }

  /**
   * Frames were lost to us that the browser received: it knows of no loss and would wait long before
   * it asks by itself (measured: up to 4.2 s after a key that came late).
   */
  #needsKeyFrame(frame: EncodedFrame, now: number): boolean {
    const { direction, kind } = this.#options.stream;
    if (!this.#gap || direction !== 'open' || kind !== 'video') return false;
    if (frame.type === 'key') {
      this.#gap = false;
      return false;
    }
    if (now - this.#keyFrameAskedAt < KEY_FRAME_REQUEST_MS) return false;
    this.#keyFrameAskedAt = now;
    return true;
  }
}

async function askForKeyFrame(transformer: Transformer): Promise<void> {
  try {
    await transformer.sendKeyFrameRequest?.();
  } catch {
    // The receiver just went away, or cannot ask: the browser's own request will come later.
  }
}
