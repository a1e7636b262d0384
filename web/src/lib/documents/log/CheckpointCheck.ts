import { equalBytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { isSameChain } from './checkpointContent.ts';
import type { OpenedCheckpoint } from './checkpointSeal.ts';
import type { LogChain } from './LogChain.ts';
import type { LogContext } from './LogContext.ts';
import type { LogPlace } from './LogPort.ts';
import { LogReader } from './LogReader.ts';

export type CheckVerdict =
  | { readonly kind: 'good' }
  /** With the log as its entries make it, up to where the checkpoint stands. */
  | { readonly kind: 'false'; readonly chain: LogChain }
  /** The entries before it are not to be had, so that nobody can say. */
  | { readonly kind: 'unknown' };

export interface CheckOptions {
  readonly at: LogPlace;
  /** The checkpoint that a document was begun with. */
  readonly base: OpenedCheckpoint;
  /** An older one that let go what was before it; undefined to begin with the first entry. */
  readonly start: OpenedCheckpoint | undefined;
}

/** [P-11] Reads the entries that a checkpoint stands for once more, apart from the document, and compares. */
export class CheckpointCheck {
  readonly #context: LogContext;
  readonly #options: CheckOptions;
  readonly #reader: LogReader;
  #closed = false;

  constructor(context: LogContext, options: CheckOptions) {
    this.#context = context;
    this.#options = options;
    // What is wrong before the checkpoint was named by whoever read it then, or is found by the comparison.
    const silent = (): void => undefined;
    this.#reader = new LogReader(context, options.at, {
      content: silent,
      fault: silent,
      leftOut: silent,
      waiting: silent,
    });
  }

  async run(): Promise<CheckVerdict> {
    try {
      const { start } = this.#options;
      if (!(await this.#reader.begin(start)) || !(await this.#readUp())) return { kind: 'unknown' };
      if (await this.#isSame()) return { kind: 'good' };
      return this.#closed ? { kind: 'unknown' } : { kind: 'false', chain: this.#reader.chain };
    } catch (error) {
      // No answer: the next time the document is opened it is tried again.
      if (error instanceof RefusedError) return { kind: 'unknown' };
      throw error;
    } finally {
      this.close();
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reader.close();
  }

  async #readUp(): Promise<boolean> {
    const { at, base } = this.#options;
    const { authors, port } = this.#context;
    const { position: end } = base.chain;
    while (this.#reader.chain.position < end && !this.#closed) {
      const after = this.#reader.chain.position;
      const page = await port.read(at, after);
      for (const certificate of page.certificates) await authors.learn(certificate);
      await this.#reader.take(page.entries.filter(({ position }) => position <= end));
      // Let go meanwhile, or not what was signed.
      if (this.#reader.hasStopped || this.#reader.chain.position === after) return false;
    }
    return !this.#closed;
  }

  async #isSame(): Promise<boolean> {
    const { chain, content } = this.#options.base;
    const known = this.#reader.chain.stateAt(chain.position);
    const updates = this.#reader.updatesUpTo(chain.position);
    if (known === undefined || updates === undefined) return false;
    if (!equalBytes(known.chainHash, chain.chainHash) || !isSameChain(known, chain)) return false;
    return this.#context.decoder.isSame(updates, content.state);
  }
}
