import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { RateLimit } from './RateLimit.ts';

const tooMany = { name: 'RefusedError', code: 'tooMany' };

describe('RateLimit', () => {
  it('refuses beyond the limit, each key for itself', async () => {
    const limit = new RateLimit({ times: 2, perMs: 60_000 });
    await limit.take('a');
    await limit.take('a');
    await expect(limit.take('a')).rejects.toMatchObject(tooMany);
    await expect(limit.take('b')).resolves.toBeUndefined();
  });

  it('counts anew after its time', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const limit = new RateLimit({ times: 1, perMs: 60_000 });
    await limit.take('a');
    vi.advanceTimersByTime(59_999);
    await expect(limit.take('a')).rejects.toMatchObject(tooMany);
    vi.advanceTimersByTime(1);
    await expect(limit.take('a')).resolves.toBeUndefined();
  });

  it('forgives what was counted', async () => {
    const limit = new RateLimit({ times: 1, perMs: 60_000 });
    await limit.take('a');
    await limit.forgive('a');
    await expect(limit.take('a')).resolves.toBeUndefined();
  });

  it('is exact when all come at once', async () => {
    const limit = new RateLimit({ times: 10, perMs: 60_000 });
    const takes = await Promise.allSettled(Array.from({ length: 50 }, () => limit.take('a')));
    expect(takes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });
});
