import { MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { VirtualTimers } from '../../../../../tests/support/VirtualTimers.ts';
import { OwnerLog } from './OwnerLog.ts';

const meetingId = v.parse(MeetingId, 'A'.repeat(22));

function open(): { log: OwnerLog; timers: VirtualTimers; heard: string[]; answers: number[] } {
  const timers = new VirtualTimers();
  const answers: number[] = [];
  const log = new OwnerLog({
    meetingId,
    timers,
    fetch: () => {
      const status = answers.shift() ?? 200;
      if (status !== 200) return Promise.reject(new TypeError('no network'));
      return Promise.resolve(Response.json({ recordNumber: 1, documents: [] }));
    },
  });
  const heard: string[] = [];
  const stop = log.onConnection((state) => heard.push(state));
  onTestFinished(stop);
  return { log, timers, heard, answers };
}

describe('[V-20] how often the organizer’s page looks at the logs', () => {
  it('looks at once and every five seconds, as long as somebody looks at the page', async () => {
    const { log, timers, heard } = open();
    await Promise.resolve();
    expect(heard).toEqual(['connected']);
    expect(timers.next).toBe(5_000);
    timers.runNext();
    timers.runNext();
    expect(heard).toHaveLength(3);
    log.isVisible = false;
    expect(timers.next).toBeUndefined();
    log.isVisible = true;
    expect(heard).toHaveLength(4);
    expect(timers.next).toBe(5_000);
  });

  it('looks once, however often it is said that the page is visible', async () => {
    const { log, timers } = open();
    await Promise.resolve();
    for (let times = 0; times < 5; times++) log.isVisible = true;
    timers.runNext();
    timers.runNext();
    timers.skip(4_999);
    expect(timers.next).toBe(1);
  });

  it('tells of a lost connection once, and goes on looking', async () => {
    const { log, timers, heard, answers } = open();
    await Promise.resolve();
    answers.push(0, 0);
    await expect(log.heads()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(log.heads()).rejects.toMatchObject({ code: 'unavailable' });
    expect(heard).toEqual(['connected', 'disconnected']);
    timers.runNext();
    expect(heard).toEqual(['connected', 'disconnected', 'connected']);
    await expect(log.heads()).resolves.toEqual([]);
  });

  it('looks no more once nobody listens', async () => {
    const timers = new VirtualTimers();
    const log = new OwnerLog({ meetingId, timers, fetch: () => Promise.reject(new TypeError('')) });
    const stop = log.onConnection(() => undefined);
    await Promise.resolve();
    stop();
    expect(timers.next).toBeUndefined();
    log.isVisible = true;
    expect(timers.next).toBeUndefined();
  });
});
