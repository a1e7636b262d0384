import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { IceKeeper } from './IceKeeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function keep(outcome: () => Promise<void> = () => Promise.resolve()): {
  keeper: IceKeeper;
  log: string[];
} {
  const log: string[] = [];
  const keeper = new IceKeeper({
    restart: () => {
      log.push('restart');
      return outcome();
    },
    onLost: () => log.push('lost'),
  });
  return { keeper, log };
}

it('gives up once, after three restarts that did not help', async () => {
  const { keeper, log } = keep();
  keeper.changed('failed');
  await vi.advanceTimersByTimeAsync(120_000);
  expect(log).toEqual(['restart', 'restart', 'restart', 'lost']);
});

it('tries again when the restart itself is refused', async () => {
  const { keeper, log } = keep(() => Promise.reject(new Error('signaling is away')));
  keeper.changed('failed');
  await vi.advanceTimersByTimeAsync(6100);
  expect(log).toEqual(['restart', 'restart']);
});

it('waits a moment when the connection only dropped out', async () => {
  const { keeper, log } = keep();
  keeper.changed('connected');
  keeper.changed('disconnected');
  await vi.advanceTimersByTimeAsync(1400);
  keeper.changed('connected');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log).toEqual([]);
});

it('[T06] does not use up its restarts while there is no network', async () => {
  const { keeper, log } = keep();
  for (let time = 0; time < 20; time++) {
    keeper.changed('failed');
    await vi.advanceTimersByTimeAsync(100);
    keeper.changed('connecting');
  }
  expect(log).toEqual(['restart']);
  keeper.changed('failed');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(log).toEqual(['restart', 'restart']);
});

it('counts anew after it was connected again', async () => {
  const { keeper, log } = keep();
  for (let round = 0; round < 5; round++) {
    keeper.changed('failed');
    await vi.advanceTimersByTimeAsync(10);
    keeper.changed('connected');
  }
  expect(log).toEqual(Array.from({ length: 5 }, () => 'restart'));
});

it('looks for a new path when the network changes, but not before it had one', async () => {
  const { keeper, log } = keep();
  keeper.restartNow();
  await vi.advanceTimersByTimeAsync(10);
  expect(log).toEqual([]);
  keeper.changed('connected');
  keeper.restartNow();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log).toEqual(['restart']);
});

it('does nothing once closed', async () => {
  const { keeper, log } = keep();
  keeper.changed('disconnected');
  keeper.close();
  keeper.changed('failed');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(log).toEqual([]);
});
