import { toBase64Url } from '@conclave/shared/bytes';
import type { ConnectionStatistic, Measured } from '@conclave/shared/wire/statisticsApi';

/** Whoever looks in for a moment has no connection to speak of. */
const FIRST_MS = 30_000;
const EVERY_MS = 5 * 60_000;

export interface StatisticsReporterOptions {
  readonly measure: () => Measured;
  /** [R43] Whose it is, sealed to the organizer; undefined where this browser cannot say. */
  readonly sealed: () => Promise<string | undefined>;
  readonly send: (statistic: ConnectionStatistic) => Promise<void>;
  /** Random bytes of a stay's id. */
  readonly id: Uint8Array;
  /** Calls back later; returns the way to stop. */
  readonly after: (ms: number, act: () => void) => () => void;
}

/** [R89, R90] One line per stay in the room, brought up to date every few minutes. What fails is tried the next time. */
export class StatisticsReporter {
  readonly #options: StatisticsReporterOptions;
  #sealedParticipant: string | undefined;
  #stop: () => void;
  #closed = false;

  constructor(options: StatisticsReporterOptions) {
    this.#options = options;
    this.#stop = options.after(FIRST_MS, () => void this.#beat());
  }

  close(): void {
    this.#closed = true;
    this.#stop();
  }

  async #beat(): Promise<void> {
    const { measure, sealed, send, id, after } = this.#options;
    try {
      this.#sealedParticipant ??= await sealed();
      const sealedParticipant = this.#sealedParticipant;
      if (this.#closed || sealedParticipant === undefined) return;
      await send({ id: toBase64Url(new Uint8Array(id)), sealedParticipant, ...measure() });
    } catch {
      // No connection, or refused: it is for support only, and nobody is to be bothered with it.
    }
    if (!this.#closed) this.#stop = after(EVERY_MS, () => void this.#beat());
  }
}
