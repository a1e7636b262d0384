import { describe, expect, it } from 'vitest';
import { logToMemory } from '../../../tests/support/lines.ts';
import { Readiness } from './Readiness.ts';

describe('Readiness', () => {
  it('is given while every check passes', async () => {
    const readiness = new Readiness(logToMemory().log);
    let isUp = true;
    readiness.add(() => Promise.resolve());
    readiness.add(() => (isUp ? Promise.resolve() : Promise.reject(new Error('down'))));
    expect(await readiness.isReady()).toBe(true);
    isUp = false;
    expect(await readiness.isReady()).toBe(false);
    isUp = true;
    expect(await readiness.isReady()).toBe(true);
  });

  it('does not wait for a check that hangs', async () => {
    const { log, lines } = logToMemory();
    const readiness = new Readiness(log);
    readiness.add(() => new Promise(() => undefined));
    const from = performance.now();
    expect(await readiness.isReady()).toBe(false);
    expect(performance.now() - from).toBeLessThan(4_000);
    expect(lines.join()).toContain('readiness.failed');
  });

  it('ends when the server shuts down', async () => {
    const readiness = new Readiness(logToMemory().log);
    readiness.close();
    expect(await readiness.isReady()).toBe(false);
  });
});
