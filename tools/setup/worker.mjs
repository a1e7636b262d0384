import { existsSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { builtWorker } from './buildWorker.mjs';
import { withLock } from './lock.mjs';
import { prebuiltWorker } from './prebuiltWorker.mjs';
import { adopt, cachedWorkerPath, freshBuildFolder, workerCacheFolder } from './workerCache.mjs';
import { proveWorker } from './workerProof.mjs';
import { chooseWorker } from './workerSources.mjs';

/** @param {string} path */
const prove = (path) => proveWorker(path, join(workerCacheFolder(process.env), 'proven'));

/** @param {string} cached @returns {import('./workerSources.mjs').WorkerSource} */
const kept = (cached) => ({
  name: 'kept from last time',
  get: async () => (existsSync(cached) ? { path: cached } : { why: 'there is none yet' }),
});

/**
 * Downloads or builds a worker, and keeps it only once it has carried media.
 * @param {string} cached
 */
async function make(cached) {
  const folder = freshBuildFolder(cached);
  try {
    const chosen = await chooseWorker(
      [
        // Another set-up may have made it while this one waited.
        kept(cached),
        { name: 'published by its authors', get: prebuiltWorker },
        { name: 'built on this machine', get: () => builtWorker(folder) },
      ],
      prove,
    );
    if (chosen !== cached) adopt(chosen, cached);
    return cached;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A mediasoup worker that has carried a packet on this machine.
 * @returns {Promise<string>} its path
 */
export async function findWorker() {
  const given = process.env['MEDIASOUP_WORKER_BIN'];
  if (given) {
    const name = 'named by MEDIASOUP_WORKER_BIN';
    return chooseWorker(
      [{ name, isOrder: true, get: async () => ({ path: resolve(given) }) }],
      prove,
    );
  }
  const cached = cachedWorkerPath();
  if (existsSync(cached) && (await prove(cached)) === undefined) return cached;
  const lock = { path: `${dirname(cached)}.lock`, waitingFor: 'is getting the media worker' };
  return withLock(lock, () => make(cached));
}
