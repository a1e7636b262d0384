import { describe, expect, it } from 'vitest';
import { VirtualTimers } from '../../../../../tests/support/VirtualTimers.ts';
import { Countdowns } from './Countdowns.ts';
import { Tip, WITHHELD_MS } from './Tip.ts';

function stage() {
  const timers = new VirtualTimers();
  const told: boolean[] = [];
  const tip = new Tip({
    later: new Countdowns<'withheld'>(timers),
    withheld: (isWithheld) => told.push(isWithheld),
  });
  const pass = (ms: number): void => {
    const until = timers.now() + ms;
    while (timers.next !== undefined && timers.now() + timers.next <= until) timers.runNext();
    timers.skip(until - timers.now());
  };
  return { tip, told, pass };
}

describe('[R-3] what the server does not serve', () => {
  it('is withheld after ten seconds, until it comes', () => {
    const { tip, told, pass } = stage();
    tip.rise(3);
    tip.watch(2);
    pass(WITHHELD_MS - 1);
    tip.watch(2);
    expect(told).not.toContain(true);
    pass(1);
    expect(told.at(-1)).toBe(true);
    tip.watch(2);
    tip.rise(4);
    expect(told.at(-1)).toBe(true);
    tip.watch(3);
    expect(told.at(-1)).toBe(false);
  });

  it('is not what comes a moment later, however long the log goes on to grow', () => {
    const { tip, told, pass } = stage();
    for (let position = 1; position <= 60; position++) {
      tip.rise(position + 1);
      tip.watch(position);
      pass(1_000);
    }
    expect(told).not.toContain(true);
    for (let second = 0; second < 10; second++) {
      tip.watch(60);
      pass(1_000);
    }
    expect(told.at(-1)).toBe(true);
  });
});
