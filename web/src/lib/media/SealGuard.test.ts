import { expect, it } from 'vitest';
import { SealGuard } from './SealGuard.ts';

const run = (samples: readonly (readonly [bytesSent: number, sealed: number])[]): boolean[] => {
  const guard = new SealGuard();
  return samples.map(([bytesSent, sealed]) => guard.leaks({ bytesSent, sealed }));
};

it('calls it a leak when bytes leave and nothing was ever sealed', () => {
  expect(
    run([
      [0, 0],
      [20_000, 0],
      [40_000, 0],
    ]),
  ).toEqual([false, false, true]);
});

it('does not forgive: it stays a leak', () => {
  expect(
    run([
      [0, 0],
      [20_000, 0],
      [40_000, 0],
      [60_000, 0],
    ]).at(-1),
  ).toBe(true);
});

it('is calm while frames are sealed', () => {
  expect(
    run([
      [0, 0],
      [20_000, 15],
      [40_000, 30],
    ]),
  ).toEqual([false, false, false]);
});

it('is calm about the few bytes before the first frame, and about figures read a moment apart', () => {
  expect(
    run([
      [0, 0],
      [1000, 0],
      [9000, 0],
      [20_000, 15],
    ]),
  ).toEqual([false, false, false, false]);
});
