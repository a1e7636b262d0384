import type { BaseKey, SFrameKey } from '../sframe/BaseKey.ts';
import { ReplayWindows } from './ReplayWindows.ts';

/**
 * Derived keys kept per epoch and direction. 200 members with four streams each are 800; a server
 * that invents key ids of an expected sender can only push keys out, which costs 50 µs to derive anew.
 */
export const MAX_DERIVED_KEYS = 1024;

/**
 * All that is remembered of one epoch: the base key, what was derived from it, the counters of what
 * we sent and the replay windows of what we received. Forgetting the epoch forgets all of it at once.
 */
export class EpochKeys {
  readonly epoch: bigint;
  readonly replays = new ReplayWindows();
  /** When this epoch is to be forgotten, in ms; undefined while it is not. */
  forgetAt: number | undefined;
  #base: Promise<BaseKey>;
  readonly #derived = { encrypt: new Map<number, Derived>(), decrypt: new Map<number, Derived>() };
  readonly #nextCtr = new Map<number, number>();
  readonly #maxCtr: number;

  constructor(epoch: bigint, base: Promise<BaseKey>, maxCtr: number) {
    this.epoch = epoch;
    this.#base = base;
    this.#maxCtr = maxCtr;
  }

  /**
   * Another base key for the same epoch (its commit was voided and replaced). Counters and windows
   * stay: should it be the same key again, neither a nonce nor a frame may come twice.
   */
  replaceBase(base: Promise<BaseKey>): void {
    this.#base = base;
    this.#derived.encrypt.clear();
    this.#derived.decrypt.clear();
  }

  /**
   * Takes the next counter of one of our streams, or undefined once they are used up. It is taken
   * before anything is awaited, and by context alone: two sealers that were wrongly given the same
   * context, or a leaf that changed, still never share a (key, nonce) pair (RFC 9605 section 9.1).
   */
  takeCtr(ctx: number): number | undefined {
    const ctr = this.#nextCtr.get(ctx) ?? 0;
    if (ctr > this.#maxCtr) return undefined;
    this.#nextCtr.set(ctx, ctr + 1);
    return ctr;
  }

  /** Derives the key of a KID, or takes it from the cache. */
  derive(kid: number, usage: 'encrypt' | 'decrypt'): Derived {
    const cache = this.#derived[usage];
    const known = cache.get(kid);
    if (known !== undefined) return known;
    const oldest = cache.keys().next();
    if (cache.size >= MAX_DERIVED_KEYS && oldest.done !== true) cache.delete(oldest.value);
    const derived = this.#base.then((base) => base.derive(kid, usage));
    cache.set(kid, derived);
    return derived;
  }
}

type Derived = Promise<SFrameKey>;
