import { describe, expect, it } from 'vitest';
import { PlayoutDelay } from './PlayoutDelay.ts';
import { inboundStreams, type Inbound } from './statsReport.ts';

interface Second {
  madeUp?: number;
  silent?: number;
  packets?: number;
  lost?: number;
  /** Packets that were asked for again. */
  asked?: number;
  /** At the end of it. */
  muted?: boolean;
}

/** Feeds a reading a second, at 48,000 samples. */
class Feed {
  readonly delay = new PlayoutDelay();
  #now = { ...reading(), ssrc: 1 };

  seconds(count: number, second: Second): (number | null)[] {
    const { madeUp = 0, silent = 0, packets = 50, lost = 0, asked = 0, muted = false } = second;
    return Array.from({ length: count }, () => {
      this.#now = {
        ...this.#now,
        packetsReceived: this.#now.packetsReceived + packets,
        packetsLost: this.#now.packetsLost + lost,
        nackCount: this.#now.nackCount + asked,
        totalSamplesReceived: this.#now.totalSamplesReceived + 48_000,
        concealedSamples: this.#now.concealedSamples + 48_000 * (madeUp + silent),
        silentConcealedSamples: this.#now.silentConcealedSamples + 48_000 * silent,
      };
      return this.delay.read(this.#now, muted);
    });
  }

  begin(ssrc: number): void {
    this.#now = { ...this.#now, ssrc };
  }
}

function reading(): Inbound {
  const report = new Map([['a', { type: 'inbound-rtp', ssrc: 1, timestamp: 0 }]]);
  const read = inboundStreams(report).get(1);
  if (read === undefined) throw new Error('unreachable');
  return read;
}

const good = {};
const bad = { madeUp: 0.02, asked: 1 };

describe('a line that loses packets', () => {
  it('is given the time of a round trip at once, then more, and never more than two fifths of a second', () => {
    const feed = new Feed();
    expect(feed.seconds(3, good)).toEqual([null, null, null]);
    expect(feed.seconds(7, bad)).toEqual([160, 220, 280, 340, 400, 400, 400]);
  });

  it.each([
    ['were lost for good', { lost: 2 }],
    ['came after they were missed', { lost: -1 }],
    ['were asked for again', { asked: 2 }],
  ])('is known by packets that %s', (_what, known) => {
    const feed = new Feed();
    feed.seconds(1, good);
    expect(feed.seconds(1, { madeUp: 0.02, ...known })).toEqual([160]);
  });

  it('is judged again once somebody who was muted has spoken for a second', () => {
    const feed = new Feed();
    feed.seconds(1, good);
    feed.seconds(1, { muted: true });
    expect(feed.seconds(4, bad)).toEqual([null, null, 160, 220]);
  });

  it('that is neither good nor bad changes nothing', () => {
    const feed = new Feed();
    feed.seconds(1, good);
    feed.seconds(1, bad);
    expect(new Set(feed.seconds(60, { madeUp: 0.003, asked: 1 }))).toEqual(new Set([160]));
  });

  it('that became good is tried with less, step by step, until the browser decides alone', () => {
    const feed = new Feed();
    feed.seconds(1, good);
    feed.seconds(1, bad);
    const after = feed.seconds(60, good);
    expect(after.slice(0, 14).every((ms) => ms === 160)).toBe(true);
    expect([after[14], after[29], after[44], after[59]]).toEqual([120, 80, null, null]);
  });

  it('that needs the time makes the next try wait twice as long', () => {
    const feed = new Feed();
    feed.seconds(1, good);
    feed.seconds(2, bad);
    expect(feed.seconds(15, good).at(-1)).toBe(180);
    expect(feed.seconds(1, bad)).toEqual([240]);
    expect(feed.seconds(29, good).at(-1)).toBe(240);
    expect(feed.seconds(1, good)).toEqual([200]);
  });
});

describe('what says nothing about the line', () => {
  it('is silence of somebody who sends nothing, however long', () => {
    const feed = new Feed();
    feed.seconds(3, good);
    expect(feed.seconds(5, { madeUp: 0.9, asked: 1, packets: 0 }).at(-1)).toBeNull();
    expect(feed.seconds(5, { silent: 0.9, asked: 1 }).at(-1)).toBeNull();
  });

  it('is the fade after the last word of somebody who mutes, however often', () => {
    const feed = new Feed();
    feed.seconds(3, good);
    const pushedToTalk = Array.from({ length: 10 }, () => [
      ...feed.seconds(1, { madeUp: 0.06, packets: 25, asked: 1, muted: true }),
      ...feed.seconds(2, { packets: 0, muted: true }),
      ...feed.seconds(2, { madeUp: 0.06, packets: 25, asked: 1 }),
      ...feed.seconds(3, good),
    ]);
    expect(new Set(pushedToTalk.flat())).toEqual(new Set([null]));
  });

  it('is what a machine without time made up while no packet was lost', () => {
    const feed = new Feed();
    feed.seconds(3, good);
    expect(feed.seconds(10, { madeUp: 0.06 }).at(-1)).toBeNull();
  });

  it('is what another stream had before', () => {
    const feed = new Feed();
    feed.seconds(1, good);
    expect(feed.seconds(2, bad).at(-1)).toBe(220);
    feed.begin(2);
    expect(feed.seconds(1, good)).toEqual([null]);
  });
});
