import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Silence } from './Silence.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(): { silence: Silence; cut: ReturnType<typeof vi.fn<() => void>> } {
  const cut = vi.fn<() => void>();
  return { silence: new Silence(cut), cut };
}

it('[V-27] cuts a connection of which nothing came for seven seconds, once', () => {
  const { silence, cut } = start();
  silence.begin();
  vi.advanceTimersByTime(6_900);
  expect(cut).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(cut).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(60_000);
  expect(cut).toHaveBeenCalledOnce();
});

it('[V-27] leaves it while anything comes', () => {
  const { silence, cut } = start();
  silence.begin();
  for (let times = 0; times < 10; times += 1) {
    vi.advanceTimersByTime(5_900);
    silence.heard();
  }
  expect(cut).not.toHaveBeenCalled();
});

it('is quiet where there is no connection, and counts anew for the next', () => {
  const { silence, cut } = start();
  vi.advanceTimersByTime(60_000);
  silence.begin();
  vi.advanceTimersByTime(5_000);
  silence.end();
  vi.advanceTimersByTime(60_000);
  silence.begin();
  vi.advanceTimersByTime(5_000);
  expect(cut).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(cut).toHaveBeenCalledOnce();
});
