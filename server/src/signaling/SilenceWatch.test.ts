import { describe, expect, it } from 'vitest';
import { ManualTime } from '../../../tests/support/ManualTime.ts';
import { SilenceWatch, type Witness } from './SilenceWatch.ts';

/** One connection that is watched, and how much came by it and by its media. */
class Line {
  bytes = 0;
  media: number | undefined;
  asked = 0;
  ended = false;
  readonly time = new ManualTime();
  readonly watch = new SilenceWatch(this.time);

  constructor(witness?: Witness) {
    const end = (): void => void (this.ended = true);
    this.watch.follow(this, { bytesRead: () => this.bytes, end });
    this.watch.askBefore(this, () => {
      this.asked += 1;
      return witness?.() ?? Promise.resolve(this.media);
    });
  }

  async seconds(count: number, each: () => void = () => undefined): Promise<void> {
    for (let second = 0; second < count; second += 1) {
      each();
      await this.time.pass(1_000);
    }
  }
}

describe('[V-27] a connection of which nothing comes', () => {
  it('is ended after seven looks, and not before', async () => {
    const line = new Line();
    await line.seconds(6);
    expect(line.ended).toBe(false);
    await line.seconds(1);
    expect(line.ended).toBe(true);
  });

  it('begins anew with each byte, and nobody else is asked while bytes come', async () => {
    const line = new Line();
    await line.seconds(60, () => (line.bytes += 1));
    expect(line).toMatchObject({ ended: false, asked: 0 });
    await line.seconds(7);
    expect(line.ended).toBe(true);
  });

  it('[T08] stays while media of it come, and ends seven looks after the last of them', async () => {
    const line = new Line();
    line.media = 0;
    await line.seconds(20, () => (line.media = (line.media ?? 0) + 100));
    expect(line.ended).toBe(false);
    await line.seconds(6);
    expect(line.ended).toBe(false);
    await line.seconds(2);
    expect(line.ended).toBe(true);
  });

  it('[T08] does not take media of before for a sign of life in a later silence', async () => {
    const line = new Line();
    line.media = 0;
    await line.seconds(5, () => (line.media = (line.media ?? 0) + 100));
    line.bytes += 1;
    await line.seconds(30, () => {
      line.bytes += 1;
      line.media = (line.media ?? 0) + 100;
    });
    await line.seconds(6);
    expect(line.ended).toBe(false);
    await line.seconds(1);
    expect(line.ended).toBe(true);
  });

  it.each<[string, Witness]>([
    ['say the same as before', () => Promise.resolve(5_000)],
    ['are none', () => Promise.resolve(undefined)],
    ['are gone', () => Promise.reject(new Error('the worker died'))],
    ['never answer', () => new Promise(() => undefined)],
  ])('is ended where media %s', async (_what, witness) => {
    const line = new Line(witness);
    await line.seconds(7);
    expect(line.asked).toBeGreaterThan(0);
    expect(line.ended).toBe(true);
  });

  it('is not ended twice, nor once it is forgotten', async () => {
    const line = new Line();
    await line.seconds(7);
    line.ended = false;
    await line.seconds(20);
    expect(line.ended).toBe(false);
    const other = new Line();
    other.watch.forget(other);
    await other.seconds(20);
    expect(other.ended).toBe(false);
  });

  it('leaves the others alone', async () => {
    const line = new Line();
    let others = 0;
    let otherEnded = false;
    const other = { bytesRead: () => (others += 1), end: () => void (otherEnded = true) };
    line.watch.follow(other, other);
    await line.seconds(20);
    expect([line.ended, otherEnded]).toEqual([true, false]);
  });
});
