/** What was counted on a video stream that should be playing; counters only ever rise. */
export interface TileSample {
  now: number;
  /** Visible, not paused by its sender, and the line has room for it. */
  expected: boolean;
  /** Frames that arrived over the network. */
  received: number;
  /** Frames that the frame worker opened. */
  opened: number;
  /** Frames that the decoder gave out. */
  decoded: number;
}

/** Where a picture gets stuck: nothing comes, what comes does not open, what opens does not decode. */
export type Stall = 'noData' | 'sealed' | 'undecodable';

export type Repair = 'keyFrame' | 'reconsume' | 'rejoin';

export type TileHealth =
  | { kind: 'idle' }
  | { kind: 'playing' }
  /** Expected for a moment now; too early to call it stuck. */
  | { kind: 'starting' }
  | { kind: 'stuck'; stall: Stall; sinceMs: number; tried: Repair | 'nothing' };

export interface Verdict {
  health: TileHealth;
  /** What is to be done now, at most once for each step. */
  repair: Repair | undefined;
}

/**
 * When each step is due, counted from the last decoded frame. A key frame takes one round trip and
 * half a second of encoding, so 2 s are patient; consuming again costs everybody a renegotiation;
 * rejoining interrupts all pictures, so it comes only when data arrives and cannot be used.
 */
const STEPS = [
  { afterMs: 2_000, repair: 'keyFrame' },
  { afterMs: 6_000, repair: 'reconsume' },
  { afterMs: 14_000, repair: 'rejoin' },
] as const;

/** After the last step all of it begins again, but not sooner than this. */
const AGAIN_MS = 60_000;

/** Watches one tile. Decides; whoever owns it acts. */
export class TileWatchdog {
  #last: TileSample | undefined;
  /** When the picture last moved, or began to be expected. */
  #movedAt = 0;
  #step = 0;
  #everDecoded = false;

  watch(sample: TileSample): Verdict {
    const last = this.#last;
    this.#last = sample;
    if (!sample.expected) {
      this.#restart(sample.now);
      return { health: { kind: 'idle' }, repair: undefined };
    }
    if (last?.expected !== true) this.#restart(sample.now);
    if (last !== undefined && sample.decoded > last.decoded) {
      this.#everDecoded = true;
      this.#restart(sample.now);
      return { health: { kind: 'playing' }, repair: undefined };
    }
    return this.#stuck(sample, stallOf(sample, last));
  }

  #stuck(sample: TileSample, stall: Stall): Verdict {
    const sinceMs = sample.now - this.#movedAt;
    const repair = this.#due(sinceMs, stall);
    if (sinceMs < STEPS[0].afterMs) {
      return { health: { kind: this.#everDecoded ? 'playing' : 'starting' }, repair: undefined };
    }
    const tried = STEPS[this.#step - 1]?.repair ?? 'nothing';
    return { health: { kind: 'stuck', stall, sinceMs, tried }, repair };
  }

  #due(sinceMs: number, stall: Stall): Repair | undefined {
    if (sinceMs >= AGAIN_MS) {
      this.#movedAt += AGAIN_MS - STEPS[0].afterMs;
      this.#step = 1;
      return 'keyFrame';
    }
    const step = STEPS[this.#step];
    if (step === undefined || sinceMs < step.afterMs) return undefined;
    // A sender who sends nothing is not helped by our rejoining.
    if (step.repair === 'rejoin' && stall === 'noData') return undefined;
    this.#step += 1;
    return step.repair;
  }

  #restart(now: number): void {
    this.#movedAt = now;
    this.#step = 0;
  }
}

function stallOf(sample: TileSample, last: TileSample | undefined): Stall {
  if (last === undefined || sample.received <= last.received) return 'noData';
  return sample.opened > last.opened ? 'undecodable' : 'sealed';
}
