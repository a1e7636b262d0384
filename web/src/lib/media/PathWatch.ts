import { LOOK_MS, PathSilence } from './PathSilence.ts';
import { pathCount } from './statsReport.ts';

/** So long a path may be silent before signaling is asked whether it still leads anywhere. */
const DOUBT_MS = 500;

/**
 * So long before media are opened anew, where signaling does lead somewhere: UDP is not let through any more.
 * Another path for the old connection would do, but the browser leaves a silent one only a second later, and
 * the media server, which was told of nothing but loss, sends next to nothing for seconds. Lower opens anew
 * for what passes by itself, at a server that is out of breath.
 */
const SILENT_MS = 1_500;

export interface PathWatchOptions {
  /** Signaling may lead nowhere either. */
  readonly doubt: () => void;
  /** Resolves when the server answered. */
  readonly reach: () => Promise<unknown>;
  /** Of the connection that sends. */
  readonly getStats: () => Promise<RTCStatsReport>;
  /** Of the one that receives. */
  readonly getOtherStats: () => Promise<RTCStatsReport>;
  readonly now: () => number;
  /** Nothing comes through, although the server is there. */
  readonly onSilent: () => void;
}

/**
 * Looks several times a second whether what is sent arrives. Where nothing says so, what comes from others does: on a
 * line that is full, confirmations get lost for seconds, and whoever doubts it only fills it more. Ends with `close`.
 */
export class PathWatch {
  readonly #options: PathWatchOptions;
  readonly #silence = new PathSilence();
  readonly #timer: ReturnType<typeof setInterval>;
  #silentMs = 0;
  #heardAt = Number.NEGATIVE_INFINITY;
  /** What had come from others at the last look of this silence. */
  #others: number | undefined;
  #isLooking = false;
  /** Once in a silence. */
  #hasAsked = false;
  #closed = false;

  constructor(options: PathWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
  }

  /** Whether something came on either connection a moment ago. */
  get isHeard(): boolean {
    return this.#options.now() - this.#heardAt < DOUBT_MS;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const count = pathCount(await this.#options.getStats());
      const isAnswered = this.#silence.isAnswered(count);
      const silentMs = this.#silence.look(count, this.#options.now());
      const comes = silentMs > 0 ? await this.#comesFromOthers() : isAnswered;
      if (comes) this.#heardAt = this.#options.now();
      if (silentMs === 0) this.#others = undefined;
      if (!this.#closed) this.#judge(silentMs);
    } catch {
      // Closed between question and answer.
    } finally {
      this.#isLooking = false;
    }
  }

  async #comesFromOthers(): Promise<boolean> {
    const before = this.#others;
    this.#others = pathCount(await this.#options.getOtherStats()).bytesReceived;
    return before !== undefined && before !== this.#others;
  }

  #judge(answeredAgoMs: number): void {
    const silentMs = Math.min(answeredAgoMs, this.#options.now() - this.#heardAt);
    this.#silentMs = silentMs;
    if (silentMs >= DOUBT_MS) this.#options.doubt();
    if (silentMs === 0) this.#hasAsked = false;
    if (silentMs >= SILENT_MS && !this.#hasAsked) void this.#ask();
  }

  /** Without the server there is nothing to open; and what it takes to reach it may be all that was missing. */
  async #ask(): Promise<void> {
    this.#hasAsked = true;
    try {
      await this.#options.reach();
      // The answer on the path may have come with that of the server, and the next look is yet to be taken.
      const count = pathCount(await this.#options.getStats());
      if (this.#closed || this.#silence.isAnswered(count)) return;
      if (this.#silentMs >= SILENT_MS) this.#options.onSilent();
    } catch {
      // Not there, or closed meanwhile: a new connection opens media anew by itself.
    }
  }
}
