import { expect, it } from 'vitest';
import { readConfig } from '../../server/src/config.ts';
import { isoDay } from '../../server/src/ops/Clock.ts';
import { trust } from '../../server/src/ops/operator/trustClock.ts';
import { steadyClock } from '../../server/src/ops/SteadyClock.ts';
import { DAY_MS } from '../../server/src/retention/due.ts';
import { DutyStore } from '../../server/src/store/DutyStore.ts';
import { describeDatabases } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { silentLog } from '../support/silentLog.ts';

const HOUR_MS = 3_600_000;

describeDatabases('a clock far ahead of everything seen', (open) => {
  it('[T29] is confirmed by who writes its date, and by nobody else', async () => {
    const clock = new ManualClock();
    const database = await open(clock);
    const duty = new DutyStore(database);
    const seen = await duty.mark('seen', clock.now());
    const read = readConfig({});
    if ('faults' in read) throw new Error(read.faults.join());
    const { config } = read;
    const context = { config, clock, log: silentLog, database: () => Promise.resolve(database) };
    const run = async (date: string): Promise<boolean> =>
      (await trust.run(context, new Map([['date', date]]))).ok;
    clock.advance(40 * DAY_MS);
    expect(await run(isoDay(seen))).toBe(false);
    expect(await duty.latest('seen')).toBe(seen);
    expect(await run(isoDay(clock.now()))).toBe(true);
    expect(await duty.latest('seen')).toBe(clock.now());
  });

  it('[T29] is told and not remembered by the steady clock, which otherwise never goes back', async () => {
    const clock = new ManualClock();
    const real = new ManualClock(0);
    const steady = await steadyClock(await open(clock), clock, () => real.now());
    const start = clock.now();
    clock.advance(400 * DAY_MS);
    expect(steady.now()).toBe(start + 400 * DAY_MS);
    clock.advance(-400 * DAY_MS);
    expect(steady.now()).toBe(start);
    // A day that really passed is remembered, also where the clock stood for a while.
    real.advance(30 * DAY_MS);
    clock.advance(30 * DAY_MS);
    expect(steady.now()).toBe(start + 30 * DAY_MS);
    clock.advance(-HOUR_MS);
    expect(steady.now()).toBe(start + 30 * DAY_MS);
    // What a sweep believes is remembered however far it is.
    steady.trust(start + 90 * DAY_MS);
    expect(steady.now()).toBe(start + 90 * DAY_MS);
  });
});
