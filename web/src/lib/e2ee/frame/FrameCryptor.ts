import * as v from 'valibot';
import type { ExpectedSender } from './FrameOpener.ts';
import {
  FromFrameWorker,
  OpenOptions,
  SealOptions,
  ToFrameWorker,
  type FrameFault,
  type KeyMessage,
  type TransformStats,
} from './messages.ts';

export type FrameCryptorOptions = {
  /** Gives a fresh frame worker: `openFrameWorker`, in tests a fake. */
  readonly openWorker: () => Worker;
  /** Once a second while transforms exist. */
  readonly onStats?: (transforms: readonly TransformStats[]) => void;
  /** The first sealed frame of a sender left: only from then on may it count as sending. */
  readonly onFirstSealed?: (senderId: string) => void;
  readonly onFault?: (fault: CryptorFault) => void;
  /** In tests, where there is no RTCRtpScriptTransform. */
  readonly makeTransform?: MakeTransform;
};

type MakeTransform = (worker: Worker, options: SealOptions | OpenOptions) => RTCRtpScriptTransform;

export type SealedStream = Omit<SealOptions, 'direction' | 'id'>;
export type OpenedStream = Omit<OpenOptions, 'direction' | 'id'>;

/** For `sender.transform` or `receiver.transform`; the id is what stats, faults and `expect` name. */
export type FrameTransform = { readonly id: string; readonly transform: RTCRtpScriptTransform };

export type CryptorFault = {
  readonly code: FrameFault['code'] | 'workerFailed';
  /** The transform concerned, if it is one. */
  readonly id?: string | undefined;
};

type Waiter<T> = { readonly resolve: (value: T) => void; readonly reject: (error: Error) => void };

/**
 * The frame worker as the main thread sees it. One per session: it lives as long as the MLS group
 * state whose keys it gets. Holds no keys itself; with an own port for the MLS worker it never sees
 * any. When it closes, or its worker dies, media stops: there is no way around it.
 */
export class FrameCryptor {
  readonly #worker: Worker;
  readonly #options: FrameCryptorOptions;
  readonly #makeTransform: MakeTransform;
  #waitingForReady: Waiter<undefined>[] = [];
  #waitingForStats: Waiter<readonly TransformStats[]>[] = [];
  #nextId = 1;
  #closed = false;

  private constructor(options: FrameCryptorOptions) {
    this.#options = options;
    this.#makeTransform = options.makeTransform ?? scriptTransform;
    this.#worker = options.openWorker();
    this.#worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#hear(data));
    this.#worker.addEventListener('error', () => this.#fail());
    this.#worker.addEventListener('messageerror', () => this.#fail());
  }

  /** Starts the worker and waits until it hears transforms: one made before would be lost. */
  static async open(options: FrameCryptorOptions): Promise<FrameCryptor> {
    const cryptor = new FrameCryptor(options);
    await new Promise((resolve, reject) => cryptor.#waitingForReady.push({ resolve, reject }));
    return cryptor;
  }

  /** Whether this browser can seal media at all. Where it cannot, there is no call. */
  static supported(scope: object = globalThis): boolean {
    const has = (name: string, member: string): boolean => {
      const constructor: unknown = Reflect.get(scope, name);
      if (typeof constructor !== 'function') return false;
      const prototype: unknown = constructor.prototype;
      return typeof prototype === 'object' && prototype !== null && member in prototype;
    };
    return (
      has('RTCRtpScriptTransform', 'constructor') &&
      has('RTCRtpSender', 'transform') &&
      has('RTCRtpReceiver', 'transform') &&
      has('Worker', 'postMessage') &&
      has('SubtleCrypto', 'encrypt')
    );
  }

  /** Hands the worker its port to the MLS worker. From then on keys come only that way. */
  useKeys(port: MessagePort): void {
    this.#post({ op: 'keys', port }, [port]);
  }

  /** Passes a key message on, where the MLS side has no port. What it holds stays the caller's to wipe. */
  postKeys(message: KeyMessage): void {
    this.#post(message);
  }

  /** To be set on the sender inside mediasoup-client's `onRtpSender`; later is too late. */
  sealTransform(stream: SealedStream): FrameTransform {
    return this.#transform(v.parse(SealOptions, { ...stream, direction: 'seal', id: this.#id() }));
  }

  /** To be set on the receiver inside mediasoup-client's `onRtpReceiver`; later is too late. */
  openTransform(stream: OpenedStream): FrameTransform {
    return this.#transform(v.parse(OpenOptions, { ...stream, direction: 'open', id: this.#id() }));
  }

  /** Whom a consumer's frames must come from, from now on. */
  expect(receiverId: string, { leaf, source, sinceEpoch }: ExpectedSender): void {
    this.#post({ op: 'expect', receiverId, leaf, source, sinceEpoch });
  }

  /** The sender or receiver of this transform is gone. */
  release(id: string): void {
    this.#post({ op: 'release', id });
  }

  /** How every transform is doing. Rejects if the worker ends before it answers. */
  async stats(): Promise<readonly TransformStats[]> {
    if (this.#closed) throw new Error(CLOSED);
    this.#post({ op: 'stats' });
    return new Promise((resolve, reject) => this.#waitingForStats.push({ resolve, reject }));
  }

  /** Ends the worker and with it all media. May be called twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#worker.terminate();
    const error = new Error(CLOSED);
    for (const waiter of [...this.#waitingForReady, ...this.#waitingForStats]) waiter.reject(error);
    this.#waitingForReady = [];
    this.#waitingForStats = [];
  }

  #transform(options: SealOptions | OpenOptions): FrameTransform {
    if (this.#closed) throw new Error(CLOSED);
    return { id: options.id, transform: this.#makeTransform(this.#worker, options) };
  }

  #id(): string {
    return `frames-${this.#nextId++}`;
  }

  #post(message: ToFrameWorker, transfer: Transferable[] = []): void {
    // Whoever tidies up after a call need not know in which order: nothing is sealed any more.
    if (this.#closed) return;
    this.#worker.postMessage(v.parse(ToFrameWorker, message), transfer);
  }

  #hear(data: unknown): void {
    if (this.#closed) return;
    const parsed = v.safeParse(FromFrameWorker, data);
    if (parsed.success) this.#handle(parsed.output);
    else this.#options.onFault?.({ code: 'badMessage' });
  }

  #handle(message: FromFrameWorker): void {
    switch (message.op) {
      case 'ready':
        for (const waiter of this.#waitingForReady) waiter.resolve(undefined);
        break;
      case 'firstSealed':
        this.#options.onFirstSealed?.(message.senderId);
        break;
      case 'stats':
        this.#handleStats(message.transforms);
        break;
      case 'fault':
        this.#options.onFault?.({ code: message.code, id: message.id });
        break;
    }
  }

  #handleStats(transforms: readonly TransformStats[]): void {
    for (const waiter of this.#waitingForStats) waiter.resolve(transforms);
    this.#waitingForStats = [];
    this.#options.onStats?.(transforms);
  }

  /** The worker could not start or threw: nobody knows in which state it is, so it ends. */
  #fail(): void {
    if (this.#closed) return;
    this.#options.onFault?.({ code: 'workerFailed' });
    this.close();
  }
}

const CLOSED = 'the frame worker is closed';

function scriptTransform(
  worker: Worker,
  options: SealOptions | OpenOptions,
): RTCRtpScriptTransform {
  return new RTCRtpScriptTransform(worker, options);
}
