import * as v from 'valibot';
import { trustedWorker } from '../../e2ee/frame/trustedWorker.ts';
import workerUrl from '../pages.worker.ts?worker&url';
import { fetchPart } from './fetchPart.ts';
import { clampAcross, PdfAnswer, type PdfTask } from './messages.ts';

/** [T14] A page that takes longer is made to take long. A scan takes a phone two seconds. */
const WATCHDOG_MS = 4_000;
/** Until the worker, which is of our own build, has been loaded over a slow line. */
const LOADING_MS = 30_000;
/** Parts that stop the clock while they are fetched, for one page; an honest one needs three fonts. */
const MAX_PARTS = 20;

type Answer = v.InferOutput<typeof PdfAnswer>;
type Task = v.InferOutput<typeof PdfTask>;
type Of<Kind> = Extract<Answer, { kind: Kind }>;

interface Slow {
  readonly kind: 'slow';
}

export type Opened = Of<'opened' | 'refused'> | Slow;
export type Drawn = Of<'drawn' | 'failed'> | Slow;

/**
 * The pages of one PDF, drawn by a worker that holds nothing and reaches nothing. It ends with
 * `close()`, or by itself as soon as one page takes too long; `slow` is then the answer to everything.
 */
export class PdfPages {
  readonly #worker = trustedWorker(workerUrl);
  readonly #port: MessagePort;
  readonly #ready = Promise.withResolvers<undefined>();
  #asked: ((answer: Answer | Slow) => void) | undefined;
  #turn: Promise<unknown> = this.#ready.promise;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #parts = 0;
  #ended = false;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#hear(data));
    port1.start();
    this.#worker.addEventListener('error', () => this.close());
    this.#worker.postMessage({ port: port2 }, [port2]);
    this.#watch(LOADING_MS);
  }

  /** To be called first, and once. */
  async open(bytes: Blob): Promise<Opened> {
    const answer = await this.#ask({ kind: 'open', bytes });
    return answer.kind === 'opened' || answer.kind === 'refused' ? answer : this.#stray(answer);
  }

  /** A page so many points wide, in its turn; undefined if nobody wants it any more by then. */
  async draw(page: number, across: number, signal: AbortSignal): Promise<Drawn | undefined> {
    const turn = this.#turn.then(() => {
      if (signal.aborted) return undefined;
      return this.#ask({ kind: 'draw', page, across: clampAcross(across) });
    });
    this.#turn = turn;
    const answer = await turn;
    if (answer === undefined || answer.kind === 'drawn' || answer.kind === 'failed') return answer;
    return this.#stray(answer);
  }

  close(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#worker.terminate();
    this.#port.close();
    this.#ready.resolve(undefined);
    this.#answer({ kind: 'slow' });
  }

  async #ask(task: Task): Promise<Answer | Slow> {
    await this.#ready.promise;
    if (this.#ended) return { kind: 'slow' };
    this.#parts = 0;
    this.#watch(WATCHDOG_MS);
    this.#port.postMessage(task);
    return new Promise((resolve) => {
      this.#asked = resolve;
    });
  }

  #hear(data: unknown): void {
    const heard = v.safeParse(PdfAnswer, data);
    if (!heard.success) this.close();
    else if (heard.output.kind === 'ready') this.#begin();
    else if (heard.output.kind === 'needs') void this.#bring(heard.output.name);
    else this.#answer(heard.output);
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#ready.resolve(undefined);
  }

  /** The network is not the file's fault; a file that never has enough is. */
  async #bring(name: string): Promise<void> {
    const patient = ++this.#parts <= MAX_PARTS;
    if (patient) this.#watch(LOADING_MS);
    // Without it letters or a picture are missing from the page, which shows.
    const bytes = await fetchPart(name).catch(() => null);
    if (this.#ended) return;
    if (patient && this.#asked !== undefined) this.#watch(WATCHDOG_MS);
    this.#port.postMessage({ kind: 'part', name, bytes });
  }

  #answer(answer: Answer | Slow): void {
    clearTimeout(this.#timer);
    this.#asked?.(answer);
    this.#asked = undefined;
  }

  /** An answer to something else: whatever runs in there is not ours any more. */
  #stray(answer: Answer | Slow): Slow {
    if (answer.kind !== 'slow') this.close();
    return { kind: 'slow' };
  }

  #watch(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.close(), ms);
  }
}
