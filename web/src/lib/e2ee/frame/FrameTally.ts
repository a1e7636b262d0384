/** Why a frame went no further. `replayed` is no failure: some browsers bring frames twice. */
export const DROP_REASONS = [
  'noKey',
  'wrongSender',
  'replayed',
  'badTag',
  'truncated',
  'malformed',
  'unknownCodec',
  'exhausted',
  'failed',
] as const;

export type DropReason = (typeof DROP_REASONS)[number];

/** `empty`: nothing was in it, so there is nothing to seal, to open or to count as a failure. */
export type FrameOutcome = 'passed' | 'empty' | DropReason;

export type TallyCounts = {
  readonly passed: number;
  readonly dropped: Readonly<Record<DropReason, number>>;
  /** When the last frame passed, in ms since 1970; undefined before the first. */
  readonly lastPassedAt?: number;
};

/** Counts what became of the frames of one transform. */
export class FrameTally {
  #passed = 0;
  #lastPassedAt: number | undefined;
  readonly #dropped = new Map<DropReason, number>();

  /** Whether this was the first frame that passed. */
  add(outcome: FrameOutcome, now: number): boolean {
    if (outcome === 'empty') return false;
    if (outcome === 'passed') {
      this.#lastPassedAt = now;
      return ++this.#passed === 1;
    }
    this.#dropped.set(outcome, this.dropped(outcome) + 1);
    return false;
  }

  dropped(reason: DropReason): number {
    return this.#dropped.get(reason) ?? 0;
  }

  counts(): TallyCounts {
    const dropped = {
      noKey: this.dropped('noKey'),
      wrongSender: this.dropped('wrongSender'),
      replayed: this.dropped('replayed'),
      badTag: this.dropped('badTag'),
      truncated: this.dropped('truncated'),
      malformed: this.dropped('malformed'),
      unknownCodec: this.dropped('unknownCodec'),
      exhausted: this.dropped('exhausted'),
      failed: this.dropped('failed'),
    };
    if (this.#lastPassedAt === undefined) return { passed: this.#passed, dropped };
    return { passed: this.#passed, dropped, lastPassedAt: this.#lastPassedAt };
  }
}
