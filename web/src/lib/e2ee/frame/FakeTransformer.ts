import type { EncodedFrame } from './EncodedFrame.ts';
import type { Transformer } from './FramePipe.ts';

/** For tests: a browser's transform. What goes in, what came out, and what was asked of it. */
export class FakeTransformer implements Transformer {
  readonly options: unknown;
  readonly readable: ReadableStream<EncodedFrame>;
  readonly writable: WritableStream<EncodedFrame>;
  readonly out: EncodedFrame[] = [];
  keyFramesAsked = 0;
  /** The pipe said that it wants no more frames. */
  cancelled = false;
  #source: ReadableStreamDefaultController<EncodedFrame> | undefined;

  constructor(options: unknown) {
    this.options = options;
    this.readable = new ReadableStream({
      start: (controller) => (this.#source = controller),
      cancel: () => void (this.cancelled = true),
    });
    this.writable = new WritableStream({ write: (frame) => void this.out.push(frame) });
  }

  /** Gives a frame and waits until it is through: a pipe reads the empty one after it no earlier. */
  async give(frame: EncodedFrame): Promise<void> {
    this.#source?.enqueue(frame);
    await new Promise<void>((resolve) => {
      const next = {
        get data(): ArrayBuffer {
          resolve();
          return new ArrayBuffer(0);
        },
      };
      this.#source?.enqueue(next);
    });
    await turns();
  }

  /** Gives a frame to whom it may concern. Where a pipe is broken nobody would read an empty one. */
  async giveUnheard(frame: EncodedFrame): Promise<void> {
    this.#source?.enqueue(frame);
    await turns();
  }

  /** The browser ends the stream, or breaks it. */
  async end(error?: Error): Promise<void> {
    if (error === undefined) this.#source?.close();
    else this.#source?.error(error);
    await turns();
  }

  /** Fails the second time, as it does when the receiver is gone. */
  async sendKeyFrameRequest(): Promise<void> {
    this.keyFramesAsked++;
    await turns();
    if (this.keyFramesAsked > 1) throw new Error('gone');
  }
}

/** Lets promises and streams settle; nothing here waits for a thread. */
async function turns(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
}
