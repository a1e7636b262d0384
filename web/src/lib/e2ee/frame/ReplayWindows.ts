import type { MlsKid } from '../sframe/kid.ts';
import { ReplayWindow } from '../sframe/ReplayWindow.ts';

/**
 * Streams that one sender may start within an epoch (at most minutes long). Higher lets a member who
 * misbehaves hold more of our memory (some 300 bytes each); lower cuts off who restarts a camera often.
 */
export const MAX_STREAMS_PER_LEAF = 256;

/**
 * The replay windows of one epoch, by sender and stream. They belong to the keys and not to a
 * consumer: else a server could close a consumer, open another and play the same seconds again. A
 * window comes into being with an authentic frame only, so strangers cannot make us keep any.
 */
export class ReplayWindows {
  readonly #byLeaf = new Map<number, Map<number, ReplayWindow>>();

  has({ leaf, ctx }: MlsKid, ctr: number): boolean {
    return this.#byLeaf.get(leaf)?.get(ctx)?.has(ctr) ?? false;
  }

  /** False if the frame was there before, or if this sender has more streams than can be told apart. */
  add({ leaf, ctx }: MlsKid, ctr: number): boolean {
    const streams = this.#byLeaf.get(leaf) ?? new Map<number, ReplayWindow>();
    const window = streams.get(ctx) ?? new ReplayWindow();
    if (!streams.has(ctx) && streams.size >= MAX_STREAMS_PER_LEAF) return false;
    this.#byLeaf.set(leaf, streams.set(ctx, window));
    return window.add(ctr);
  }
}
