// npm run prepare:production [-- FOLDER]: what a server needs beside its sources, once after each
// update: dependencies, the built web client, and a proven media worker in FOLDER (./production).
import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { enter } from './setup/enter.mjs';
import { inRoot } from './setup/paths.mjs';
import { say } from './setup/say.mjs';
import { setUp } from './setup/setUp.mjs';

await enter(async () => {
  const { env } = await setUp(['worker', 'web']);
  const folder = resolve(process.argv[2] ?? inRoot('production'));
  const worker = join(folder, 'mediasoup-worker');
  mkdirSync(folder, { recursive: true });
  // A running server may be using the one that is there: replaced, never written over.
  copyFileSync(env['MEDIASOUP_WORKER_BIN'] ?? '', `${worker}.new`);
  renameSync(`${worker}.new`, worker);
  say(`The web client is built, and the media worker is ${worker}.`);
  return 0;
});
