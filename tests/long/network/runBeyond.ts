import { once } from 'node:events';
import { join } from 'node:path';
import * as v from 'valibot';
import { NetworkNamespace } from '../../support/NetworkNamespace.ts';
import type { LongResult, LongRun } from '../LongTest.ts';
import type { Place } from './Place.ts';

/** What to say where these tests cannot run; undefined where they can. */
export function withoutNetworks(): LongResult | undefined {
  const { CONCLAVE_NETNS, CI } = process.env;
  if (CONCLAVE_NETNS === '1' || CI === 'true') return undefined;
  return { passed: false, figures: 'needs root and CONCLAVE_NETNS=1' };
}

/**
 * Runs a driver of this folder in a network of its own, with another one beyond its cable. Shows what it
 * prints; its last line is what it found.
 */
export async function runBeyond<T>(
  driver: string,
  found: v.GenericSchema<unknown, T>,
  { rounds, seed }: LongRun,
): Promise<T> {
  const namespace = NetworkNamespace.create();
  const { beyond, address, cable } = namespace;
  const place: Place = { cable: { beyond, address, ...cable }, rounds, seed };
  const args = [join(import.meta.dirname, driver), JSON.stringify(place)];
  const child = namespace.spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    output += text;
  });
  try {
    await once(child, 'close');
    if (child.exitCode !== 0) throw new Error(`${driver} ended with ${child.exitCode}`);
    return v.parse(found, JSON.parse(output.trim().split('\n').at(-1) ?? ''));
  } finally {
    child.kill('SIGKILL');
    namespace.close();
  }
}
