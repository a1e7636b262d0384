import { SOURCES, type Source } from '@conclave/shared/wire/media';
import { MAX_CTX } from './kid.ts';

const SOURCE_COUNT = SOURCES.length;

/** The context of a sender's stream: `instance * 4 + source` (microphone 0 to screen audio 3). */
export function ctxOf(instance: number, source: Source): number {
  const ctx = instance * SOURCE_COUNT + SOURCES.indexOf(source);
  if (!Number.isSafeInteger(instance) || instance < 0 || ctx > MAX_CTX) {
    throw new RangeError('no such SFrame context');
  }
  return ctx;
}

/** What a context says that it carries. */
export function sourceOf(ctx: number): Source | undefined {
  return SOURCES[ctx % SOURCE_COUNT];
}

/**
 * Hands out contexts, each once. One sequence lives as long as the MLS group state of this browser:
 * the frame worker may die and come back, and must then seal with contexts that it never had, since
 * its counters begin at 0 again (RFC 9605 section 9.1: no (base key, KID, CTR) twice).
 */
export class CtxSequence {
  #instance = 0;

  /** A context for one outgoing transform. Throws a RangeError after 2^28 of them. */
  next(source: Source): number {
    return ctxOf(this.#instance++, source);
  }
}
