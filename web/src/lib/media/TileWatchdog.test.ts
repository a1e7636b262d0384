import { describe, expect, it } from 'vitest';
import { TileWatchdog, type Repair, type TileSample, type Verdict } from './TileWatchdog.ts';

type Flow = Partial<Pick<TileSample, 'expected' | 'received' | 'opened' | 'decoded'>>;

/** Feeds one sample a second; `flow` says what is added to each counter. */
class Feed {
  readonly watchdog = new TileWatchdog();
  #sample: TileSample = { now: 0, expected: true, received: 0, opened: 0, decoded: 0 };

  seconds(count: number, flow: Flow): Verdict[] {
    return Array.from({ length: count }, () => {
      const last = this.#sample;
      this.#sample = {
        now: last.now + 1000,
        expected: flow.expected ?? true,
        received: last.received + (flow.received ?? 0),
        opened: last.opened + (flow.opened ?? 0),
        decoded: last.decoded + (flow.decoded ?? 0),
      };
      return this.watchdog.watch(this.#sample);
    });
  }
}

const playing = { received: 15, opened: 15, decoded: 15 };
const repairs = (verdicts: readonly Verdict[]): (readonly [at: number, repair: Repair])[] =>
  verdicts.flatMap(({ repair }, at) => (repair === undefined ? [] : [[at, repair] as const]));

describe('the steps', () => {
  it('undecodable frames are answered by a key frame, then consuming again, then rejoining', () => {
    const feed = new Feed();
    feed.seconds(3, playing);
    const verdicts = feed.seconds(20, { received: 15, opened: 15 });
    expect(repairs(verdicts)).toEqual([
      [1, 'keyFrame'],
      [5, 'reconsume'],
      [13, 'rejoin'],
    ]);
    expect(verdicts.at(-1)?.health).toEqual({
      kind: 'stuck',
      stall: 'undecodable',
      sinceMs: 20_000,
      tried: 'rejoin',
    });
  });

  it('frames that do not open are told from frames that do not decode', () => {
    const feed = new Feed();
    feed.seconds(2, playing);
    expect(feed.seconds(3, { received: 15 }).at(-1)?.health).toMatchObject({ stall: 'sealed' });
  });

  it('a sender who sends nothing never makes us rejoin', () => {
    const feed = new Feed();
    feed.seconds(2, playing);
    const verdicts = feed.seconds(59, {});
    expect(repairs(verdicts)).toEqual([
      [1, 'keyFrame'],
      [5, 'reconsume'],
    ]);
  });

  it('tries again after a minute, and not more often', () => {
    const feed = new Feed();
    feed.seconds(2, playing);
    const asked = repairs(feed.seconds(130, { received: 15 })).filter(([, r]) => r === 'keyFrame');
    expect(asked).toEqual([
      [1, 'keyFrame'],
      [59, 'keyFrame'],
      [117, 'keyFrame'],
    ]);
  });
});

describe('what is no fault', () => {
  it('a hidden or paused tile is idle however long it stands still', () => {
    const feed = new Feed();
    feed.seconds(2, playing);
    const verdicts = feed.seconds(60, { expected: false });
    expect(repairs(verdicts)).toEqual([]);
    expect(verdicts.every(({ health }) => health.kind === 'idle')).toBe(true);
  });

  it('a tile that comes back into view is given time from then on', () => {
    const feed = new Feed();
    feed.seconds(2, playing);
    feed.seconds(30, { expected: false });
    const verdicts = feed.seconds(2, {});
    expect(repairs(verdicts)).toEqual([]);
    expect(verdicts[1]?.health).toEqual({ kind: 'playing' });
  });

  it('a new stream is starting, not stuck, for its first two seconds', () => {
    const verdicts = new Feed().seconds(4, {});
    expect(verdicts.map(({ health }) => health.kind)).toEqual([
      'starting',
      'starting',
      'stuck',
      'stuck',
    ]);
  });

  it('one decoded frame ends the alarm and starts the steps from the beginning', () => {
    const feed = new Feed();
    feed.seconds(2, playing);
    feed.seconds(8, { received: 15, opened: 15 });
    expect(feed.seconds(1, playing)[0]?.health).toEqual({ kind: 'playing' });
    expect(repairs(feed.seconds(4, { received: 15, opened: 15 }))).toEqual([[1, 'keyFrame']]);
  });
});
