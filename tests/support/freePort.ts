import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Ports that no kernel hands out by itself: whoever asked for one may take seconds until it listens there, and what
 * other tests open meanwhile must not get it by chance.
 */
const FIRST = 20_000;
const COUNT = 12_000;

/** Tests that run at the same time are other processes, and begin elsewhere. */
let next = (process.pid * 53) % COUNT;

/** A TCP port of loopback that nobody uses now, and that nobody else is told of. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < COUNT; tries += 1) {
    const port = FIRST + next;
    next = (next + 1) % COUNT;
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch {
    return false; // somebody listens there
  }
  await new Promise((resolve) => server.close(resolve));
  return true;
}
