import { copyBytes } from '@conclave/shared/bytes';
import * as v from 'valibot';
import { codecOf } from './clearBytes.ts';
import { FrameKeyError, FrameKeys } from './FrameKeys.ts';
import { FrameOpener, type ExpectedSender } from './FrameOpener.ts';
import { FramePipe, type Transformer } from './FramePipe.ts';
import { FrameSealer } from './FrameSealer.ts';
import {
  KeyMessage,
  ToFrameWorker,
  TransformOptions,
  type FrameFault,
  type FromFrameWorker,
  type OpenOptions,
  type SealOptions,
} from './messages.ts';

export type FramePipesOptions = {
  readonly post: (message: FromFrameWorker) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

type Entry = { readonly pipe: FramePipe; readonly opener?: FrameOpener };

/**
 * Messages for a transform of which the browser has not told us yet (the event and the messages come
 * by different ways). Higher only costs memory; lower than the consumers of a full room loses some.
 */
const MAX_EARLY = 4096;

/** All transforms of one browser, and the keys they share: the frame worker without the worker. */
export class FramePipes {
  readonly #options: FramePipesOptions;
  readonly #keys = new FrameKeys();
  readonly #entries = new Map<string, Entry>();
  readonly #early = new Map<string, ExpectedSender | 'released'>();
  readonly #usedCtx = new Set<number>();
  #keyPort: MessagePort | undefined;

  constructor(options: FramePipesOptions) {
    this.#options = options;
  }

  /** The browser made a transform. What cannot be wired correctly is drained: none of it passes. */
  attach(transformer: Transformer): void {
    const parsed = v.safeParse(TransformOptions, transformer.options);
    if (!parsed.success) {
      this.#fault({ code: 'badOptions' });
      drain(transformer);
      return;
    }
    const options = parsed.output;
    const refusal = this.#refusal(options);
    if (refusal === undefined) {
      this.#run(options, transformer);
      return;
    }
    if (refusal !== 'released') this.#fault({ code: refusal, id: options.id });
    drain(transformer);
  }

  /** A message of the main thread. */
  receive(message: unknown): void {
    const parsed = v.safeParse(ToFrameWorker, message);
    if (parsed.success) this.#handle(parsed.output);
    else this.#fault({ code: 'badMessage' });
  }

  /** Once a second: lets go of old keys, and says how the transforms are doing while there are any. */
  tick(): void {
    this.#keys.expire(this.#options.now());
    if (this.#entries.size > 0) this.#postStats();
  }

  #handle(message: ToFrameWorker): void {
    switch (message.op) {
      case 'install':
      case 'sendWith':
      case 'stopSending':
      case 'forgetBefore':
        if (this.#keyPort === undefined) this.#supervise(this.#apply(message));
        else this.#fault({ code: 'keysElsewhere' });
        break;
      case 'keys':
        this.#listen(message.port);
        break;
      case 'expect':
        this.#expect(message.receiverId, message);
        break;
      case 'release':
        this.#release(message.id);
        break;
      case 'stats':
        this.#postStats();
        break;
    }
  }

  #refusal(options: SealOptions | OpenOptions): 'released' | 'idReused' | 'ctxReused' | undefined {
    if (this.#early.get(options.id) === 'released') return 'released';
    if (this.#entries.has(options.id)) return 'idReused';
    const reused = options.direction === 'seal' && this.#usedCtx.has(options.ctx);
    return reused ? 'ctxReused' : undefined;
  }

  #run(options: SealOptions | OpenOptions, transformer: Transformer): void {
    const { id } = options;
    const entry = options.direction === 'seal' ? this.#sealing(options) : this.#opening(options);
    this.#entries.set(id, entry);
    entry.pipe
      .run(transformer)
      .catch(() => this.#fault({ code: 'pipeFailed', id }))
      .finally(() => this.#forget(id, entry));
  }

  #sealing({ id, kind, mimeType, ctx }: SealOptions): Entry {
    this.#usedCtx.add(ctx);
    const sealer = new FrameSealer({ keys: this.#keys, codec: codecOf(mimeType), ctx });
    const pipe = new FramePipe({
      stream: { id, direction: 'seal', kind },
      treat: (frame) => sealer.seal(frame),
      now: this.#options.now,
      onFirstPassed: () => this.#options.post({ op: 'firstSealed', senderId: id }),
      onFailed: () => this.#fault({ code: 'frameFailed', id }),
    });
    return { pipe };
  }

  #opening({ id, kind, mimeType, leaf, source, sinceEpoch }: OpenOptions): Entry {
    const early = this.#early.get(id);
    const expected = typeof early === 'object' ? early : { leaf, source, sinceEpoch };
    this.#early.delete(id);
    const opener = new FrameOpener({ keys: this.#keys, codec: codecOf(mimeType), expected });
    const pipe = new FramePipe({
      stream: { id, direction: 'open', kind },
      treat: (frame, now) => opener.open(frame, now),
      now: this.#options.now,
      onFirstPassed: () => undefined,
      onFailed: () => this.#fault({ code: 'frameFailed', id }),
    });
    return { pipe, opener };
  }

  #expect(id: string, { leaf, source, sinceEpoch }: ExpectedSender): void {
    const expected = { leaf, source, sinceEpoch };
    const entry = this.#entries.get(id);
    if (entry === undefined) this.#remember(id, expected);
    else if (entry.opener === undefined) this.#fault({ code: 'badMessage', id });
    else entry.opener.expect(expected);
  }

  #release(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      this.#remember(id, 'released');
      return;
    }
    this.#forget(id, entry);
    entry.pipe.close();
  }

  #forget(id: string, entry: Entry): void {
    if (this.#entries.get(id) === entry) this.#entries.delete(id);
  }

  #remember(id: string, early: ExpectedSender | 'released'): void {
    if (this.#early.size < MAX_EARLY) this.#early.set(id, early);
    else this.#fault({ code: 'badMessage', id });
  }

  #listen(port: MessagePort): void {
    this.#keyPort?.close();
    this.#keyPort = port;
    port.onmessage = (event: MessageEvent<unknown>) => {
      const parsed = v.safeParse(KeyMessage, event.data);
      if (parsed.success) this.#supervise(this.#apply(parsed.output));
      else this.#fault({ code: 'badMessage' });
    };
  }

  async #apply(message: KeyMessage): Promise<void> {
    switch (message.op) {
      case 'install':
        await this.#install(message.epoch, message.baseKey);
        break;
      case 'sendWith':
        this.#keys.sendWith(message.epoch, message.leaf);
        this.#keys.forgetBefore(message.epoch, this.#options.now());
        break;
      case 'stopSending':
        this.#keys.stopSending();
        break;
      case 'forgetBefore':
        this.#keys.forgetBefore(message.epoch, this.#options.now());
        break;
    }
  }

  /** Leaves the key in WebCrypto alone. */
  async #install(epoch: bigint, received: Uint8Array): Promise<void> {
    const baseKey = copyBytes(received);
    const installed = this.#keys.install(epoch, baseKey);
    baseKey.fill(0);
    received.fill(0);
    await installed;
  }

  /** Refusals of keys are told; anything else is a bug and ends in the worker's error event. */
  #supervise(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!(error instanceof FrameKeyError)) throw error;
      this.#fault({ code: error.code });
    });
  }

  #postStats(): void {
    const transforms = [...this.#entries.values()].map(({ pipe }) => pipe.stats());
    this.#options.post({ op: 'stats', transforms });
  }

  #fault(fault: Omit<FrameFault, 'op'>): void {
    this.#options.post({ op: 'fault', ...fault });
  }
}

/** Reads the frames and throws them away: unread, some browsers would keep them all. */
function drain({ readable }: Transformer): void {
  readable.pipeTo(new WritableStream()).catch(() => {
    // The stream ended with an error; nothing of it was to pass anyway.
  });
}
