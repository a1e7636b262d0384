import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashFiles } from './hashFiles.mjs';
import { mediasoupVersion } from './mediasoup.mjs';
import { inRoot } from './paths.mjs';

/** @param {NodeJS.ProcessEnv} env */
export const workerCacheFolder = (env) =>
  join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'conclave', 'mediasoup-worker');

/**
 * Names a worker by all that decides whether it fits. The distribution belongs to it, since a
 * worker built here asks for that distribution's libraries, and a home may be mounted on several.
 * @param {{ version: string, platform: string, arch: string, distribution: string, recipe: string }} made
 */
export const workerKey = ({ version, platform, arch, distribution, recipe }) =>
  [version, platform, distribution, arch, recipe.slice(0, 12)].filter(Boolean).join('-');

/**
 * "debian12" from the file that every Linux keeps about itself.
 * @param {string} osRelease
 */
export function distributionOf(osRelease) {
  /** @param {string} name */
  const value = (name) => new RegExp(`^${name}="?([\\w.-]+)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  return value('ID') + value('VERSION_ID');
}

/** The place for the worker that fits this checkout on this machine. */
export function cachedWorkerPath() {
  const osRelease = '/etc/os-release';
  const key = workerKey({
    version: mediasoupVersion(),
    platform: process.platform,
    arch: process.arch,
    distribution: existsSync(osRelease) ? distributionOf(readFileSync(osRelease, 'utf8')) : '',
    recipe: hashFiles(inRoot('tools'), ['worker-build']),
  });
  return join(workerCacheFolder(process.env), key, 'mediasoup-worker');
}

/**
 * A copy, then a rename: a reader sees a whole worker or none.
 * @param {string} made
 * @param {string} cached
 */
export function adopt(made, cached) {
  const arriving = `${cached}.${process.pid}`;
  copyFileSync(made, arriving);
  renameSync(arriving, cached);
}

/**
 * An empty folder beside the cached worker, after removing those that killed builds left behind.
 * The caller holds the lock on this folder.
 * @param {string} cached
 */
export function freshBuildFolder(cached) {
  const folder = dirname(cached);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    if (name.startsWith('building-')) rmSync(join(folder, name), { recursive: true });
  }
  const building = join(folder, `building-${process.pid}`);
  mkdirSync(building);
  return building;
}
