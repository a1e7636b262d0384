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
  readonly now: () => number;
  /** Nothing comes through, although the server is there. */
  readonly onSilent: () => void;
}

/** Looks several times a second whether what is sent arrives. Ends with `close`. */
export class PathWatch {
  readonly #options: PathWatchOptions;
  readonly #silence = new PathSilence();
  readonly #timer: ReturnType<typeof setInterval>;
  #silentMs = 0;
  #isLooking = false;
  /** Once in a silence. */
  #hasAsked = false;
  #closed = false;

  constructor(options: PathWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      const report = await this.#options.getStats();
      if (!this.#closed) this.#judge(this.#silence.look(pathCount(report), this.#options.now()));
    } catch {
      // Closed between question and answer.
    } finally {
      this.#isLooking = false;
    }
  }

  #judge(silentMs: number): void {
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
