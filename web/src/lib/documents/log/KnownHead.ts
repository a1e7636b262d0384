import { equalBytes } from '@conclave/shared/bytes';
import type { RememberedHead } from './DocumentStore.ts';
import type { LogChain } from './LogChain.ts';
import type { LogContext } from './LogContext.ts';
import type { LogPlace } from './LogPort.ts';

/** Where this browser last saw a log, over all its tabs and reloads. */
export class KnownHead {
  readonly #context: LogContext;
  readonly #at: LogPlace;
  #known: RememberedHead | undefined;

  constructor(context: LogContext, at: LogPlace) {
    this.#context = context;
    this.#at = at;
  }

  async load(): Promise<void> {
    const { store, meetingId } = this.#context;
    this.#known = await store.head(meetingId, this.#at.place);
  }

  /** It was a later generation. */
  get isOfLater(): boolean {
    return (this.#known?.generation ?? 0) > this.#at.generation;
  }

  /** Before which the log cannot end. */
  get position(): number {
    return this.#known?.generation === this.#at.generation ? this.#known.position : 0;
  }

  /** The log went past it, and is another one there. */
  isContradictedBy(chain: LogChain): boolean {
    if (this.#known?.generation !== this.#at.generation) return false;
    const hash = chain.hashAt(this.#known.position);
    return hash !== undefined && !equalBytes(hash, this.#known.chainHash);
  }

  remember({ position, chainHash }: LogChain): void {
    const { store, meetingId, report } = this.#context;
    const { place, generation } = this.#at;
    this.#known = { generation, position, chainHash };
    store.rememberHead(meetingId, place, this.#known).catch(report);
  }
}
