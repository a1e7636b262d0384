import type { Inbound } from './statsReport.ts';

export type Quality = 'good' | 'fair' | 'poor';

/** What a person can make something of, over the last second or so. */
export interface StreamFigures {
  kbps: number;
  lossPercent: number;
  jitterMs: number;
  /** Part of the sound that was made up because packets came late or never. */
  concealedPercent: number;
  width: number;
  height: number;
  framesPerSecond: number;
  framesDecoded: number;
  /** Pictures that stood still since the last reading. */
  freezes: number;
}

export const noFigures: StreamFigures = {
  kbps: 0,
  lossPercent: 0,
  jitterMs: 0,
  concealedPercent: 0,
  width: 0,
  height: 0,
  framesPerSecond: 0,
  framesDecoded: 0,
  freezes: 0,
};

const percent = (part: number, whole: number): number =>
  whole > 0 ? Math.max(0, Math.round((part / whole) * 1000) / 10) : 0;

/** What happened between two readings of one stream. Counters that fell mean a new stream: no rate. */
export function figuresBetween(before: Inbound | undefined, now: Inbound): StreamFigures {
  const then = before !== undefined && before.bytesReceived <= now.bytesReceived ? before : now;
  const seconds = (now.timestamp - then.timestamp) / 1000;
  const lost = now.packetsLost - then.packetsLost;
  const received = now.packetsReceived - then.packetsReceived;
  const concealed = madeUp(now) - madeUp(then);
  return {
    kbps:
      seconds > 0 ? Math.round(((now.bytesReceived - then.bytesReceived) * 8) / seconds / 1000) : 0,
    lossPercent: percent(lost, lost + received),
    jitterMs: Math.round(now.jitter * 1000),
    concealedPercent: percent(concealed, now.totalSamplesReceived - then.totalSamplesReceived),
    width: now.frameWidth,
    height: now.frameHeight,
    framesPerSecond: Math.round(now.framesPerSecond),
    framesDecoded: now.framesDecoded,
    freezes: now.freezeCount - then.freezeCount,
  };
}

/** In the place of sound that was said: of somebody who is muted nothing comes, and what fills that is silence. */
function madeUp({ concealedSamples, silentConcealedSamples }: Inbound): number {
  return concealedSamples - silentConcealedSamples;
}

/** People notice about 2 % of lost sound; at 8 % words go missing. */
const FAIR = { lossPercent: 2, jitterMs: 40, concealedPercent: 3, freezes: 1 };
const POOR = { lossPercent: 8, jitterMs: 120, concealedPercent: 12, freezes: 2 };

/** How a stream comes through. */
export function qualityOf(figures: StreamFigures): Quality {
  const reaches = (limit: typeof FAIR): boolean =>
    figures.lossPercent >= limit.lossPercent ||
    figures.jitterMs >= limit.jitterMs ||
    figures.concealedPercent >= limit.concealedPercent ||
    figures.freezes >= limit.freezes;
  if (reaches(POOR)) return 'poor';
  return reaches(FAIR) ? 'fair' : 'good';
}

const RANK = { good: 0, fair: 1, poor: 2 } as const;

/** Seconds in a row that must be better before a worse sign goes away; a worse one shows after two. */
const BETTER_AFTER = 5;
const WORSE_AFTER = 2;

/** Keeps the sign on a tile calm. */
export class SteadyQuality {
  #shown: Quality = 'good';
  #against = 0;

  get shown(): Quality {
    return this.#shown;
  }

  see(quality: Quality): Quality {
    if (quality === this.#shown) {
      this.#against = 0;
      return this.#shown;
    }
    this.#against += 1;
    const worse = RANK[quality] > RANK[this.#shown];
    if (this.#against >= (worse ? WORSE_AFTER : BETTER_AFTER)) {
      this.#shown = quality;
      this.#against = 0;
    }
    return this.#shown;
  }
}
