import { describe, expect, it } from 'vitest';
import { ManualTime } from '../../../tests/support/ManualTime.ts';
import { RoomToGrow, type Downlink } from './RoomToGrow.ts';

/** The line of one peer by hand. */
class HandLine implements Downlink {
  isShort = true;
  figures: Awaited<ReturnType<Downlink['read']>> = { available: 300_000, roundTripMs: 30 };
  readonly limits: number[] = [];
  readonly time = new ManualTime();
  readonly grow = new RoomToGrow(this.time, this);

  read(): ReturnType<Downlink['read']> {
    return Promise.resolve(this.figures);
  }

  limit(bitrate: number): Promise<void> {
    this.limits.push(bitrate);
    return Promise.resolve();
  }
}

describe('[T08] a line that may carry more than is believed', () => {
  it('is tried with twice of it and then without a limit, while a picture is too small', async () => {
    const line = new HandLine();
    await line.time.pass(9_900);
    expect(line.limits).toEqual([]);
    await line.time.pass(1_000);
    expect(line.limits).toEqual([600_000]);
    await line.time.pass(1_000);
    expect(line.limits).toEqual([600_000, 0]);
    await line.time.pass(10_000);
    expect(line.limits).toEqual([600_000, 0, 600_000, 0]);
  });

  it('is left alone where everybody gets what they asked for, or did not for a moment only', async () => {
    const line = new HandLine();
    line.isShort = false;
    await line.time.pass(60_000);
    for (let times = 0; times < 5; times += 1) {
      line.isShort = true;
      await line.time.pass(5_000);
      line.isShort = false;
      await line.time.pass(5_000);
    }
    expect(line.limits).toEqual([]);
  });

  it.each<[string, HandLine['figures']]>([
    ['its queue is full', { available: 90_000, roundTripMs: 1_400 }],
    ['nothing is known of it', { available: undefined, roundTripMs: undefined }],
  ])('is left alone where %s', async (_why, figures) => {
    const line = new HandLine();
    line.figures = figures;
    await line.time.pass(60_000);
    expect(line.limits).toEqual([]);
  });

  it.each([
    [20_000, 200_000],
    [9_000_000, 18_000_000],
  ])(
    'of %d bit/s is tried with %d, never with less than it is sent now',
    async (available, tried) => {
      const line = new HandLine();
      line.figures = { available, roundTripMs: undefined };
      await line.time.pass(10_000);
      expect(line.limits).toEqual([tried]);
    },
  );

  it('is not touched once it is closed', async () => {
    const line = new HandLine();
    await line.time.pass(10_500);
    line.grow.close();
    await line.time.pass(60_000);
    expect(line.limits).toEqual([600_000]);
  });
});
