import { expect, it } from 'vitest';
import { meeting } from '../vault/testing/setting.ts';
import { ahead, nextOf } from './ahead.ts';

const at = (startsAt: number) => ({
  ...meeting(`at ${String(startsAt)}`),
  time: { startsAt, endsAt: startsAt + 10 },
});

it('[H-2] the desk of a deputy shows the next time, or the last one when all are over', () => {
  const hosts = [at(50), at(10), at(30)];
  expect(ahead(hosts, 20)).toEqual([at(30), at(50)]);
  expect(nextOf(hosts, 0)).toEqual(at(10));
  expect(nextOf(hosts, 39)).toEqual(at(30));
  expect(nextOf(hosts, 40)).toEqual(at(50));
  expect(nextOf(hosts, 60)).toEqual(at(50));
  expect(nextOf([], 0)).toBeUndefined();
});
