// Proves a mediasoup worker by one packet of media: exit code 0 when it came through.
//
//   node tools/setup/smokeTest.mjs PATH_OF_A_WORKER [LIMIT_IN_MS]
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { mediaRoundTrip } from './mediaRoundTrip.mjs';

/** It takes a tenth of a second; the rest is for machines that are busy with something else. */
const DEFAULT_LIMIT_MS = 10_000;

const [path, limit] = process.argv.slice(2);
if (path === undefined) {
  console.error('usage: node tools/setup/smokeTest.mjs PATH_OF_A_WORKER [LIMIT_IN_MS]');
  process.exit(2);
}
const limitMs = limit === undefined ? DEFAULT_LIMIT_MS : Number(limit);

/** @returns {Promise<never>} */
async function outOfTime() {
  await wait(limitMs);
  throw new Error(`no answer within ${limitMs} ms`);
}

let doing = 'nothing';
const startedAt = performance.now();
try {
  const trip = mediaRoundTrip(resolve(path), (what) => (doing = what));
  const tries = await Promise.race([trip, outOfTime()]);
  const ms = Math.round(performance.now() - startedAt);
  console.log(`A packet came back from the worker at try ${tries}, ${ms} ms after its start.`);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(`The worker failed while ${doing}: ${reason}.`);
  process.exit(1);
}
// The WebRTC library keeps threads that would hold the process.
process.exit(0);
