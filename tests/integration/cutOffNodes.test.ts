import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { findPostgres } from '../support/postgres.ts';
import { SwitchedNetwork } from '../support/SwitchedNetwork.ts';

const { CONCLAVE_NETNS, CI } = process.env;
const DRIVER = join(import.meta.dirname, 'cutOffNodes.ts');

const isPossible = CONCLAVE_NETNS === '1' && findPostgres() !== undefined;

describe.skipIf(!isPossible && CI !== 'true')('three servers on three machines', () => {
  it('[R114] a node that the network cuts off loses its rooms and writes nothing more, and its people come back by themselves', async () => {
    const aNumber: unknown = expect.any(Number);
    expect(await driven()).toEqual({
      wrongNode: { statuses: [200, 200], sentTo: ['a', 'a'] },
      withoutDatabase: {
        acknowledged: false,
        kind: 'resumed',
        isElsewhere: true,
        learned: true,
        epochs: { before: 1, committed: 2, third: 3 },
      },
      unplugged: {
        backMs: aNumber,
        epochsKept: true,
        isElsewhere: true,
        learned: true,
        wrong: 'sent on',
        stays: true,
      },
    });
  }, 180_000);
});

async function driven(): Promise<unknown> {
  const network = SwitchedNetwork.create(['a', 'b', 'c']);
  const { address, machines } = network;
  const driver = network.spawn(process.execPath, [DRIVER, JSON.stringify({ address, machines })], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const [output, errors] = await Promise.all([
      driver.stdout === null ? '' : text(driver.stdout),
      driver.stderr === null ? '' : text(driver.stderr),
      once(driver, 'close'),
    ]);
    expect(driver.exitCode, errors).toBe(0);
    return JSON.parse(output.trim().split('\n').at(-1) ?? '');
  } finally {
    driver.kill('SIGKILL');
    network.close();
  }
}
