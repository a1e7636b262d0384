import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { mediasoupFolder } from './mediasoup.mjs';
import { say, step } from './say.mjs';

/** A worker is 5 MB. Longer than this, and building it is the better use of the time. */
const LIMIT_MS = 20_000;

/**
 * Asks the package for the worker its authors publish. Its script would go on to build one with
 * pip's help when the download fails; a Python that does nothing ends it there.
 * @returns {Promise<import('./workerSources.mjs').Found>}
 */
export async function prebuiltWorker() {
  const folder = mediasoupFolder();
  const path = join(folder, 'worker', 'out', 'Release', 'mediasoup-worker');
  rmSync(path, { force: true });
  await step('looking for a media worker to download, 20 s at most', () =>
    run(process.execPath, ['npm-scripts.mjs', 'postinstall'], {
      cwd: folder,
      env: { ...process.env, PYTHON: 'false', MEDIASOUP_WORKER_BIN: '' },
      limitMs: LIMIT_MS,
    }),
  );
  if (existsSync(path)) return { path };
  say('set-up: there is none to be had from here, so it will be built');
  return { why: 'it could not be downloaded' };
}
