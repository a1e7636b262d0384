import { existsSync, readFileSync } from 'node:fs';
import { mustRun, withoutOwnTools } from './command.mjs';
import { withLock } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { say, step } from './say.mjs';

/** npm writes what it installed here, last of all, in the form of the lock file. */
const INSTALLED = inRoot('node_modules', '.package-lock.json');
const WANTED = inRoot('package-lock.json');

/** One set-up at a time may change this checkout. */
export const checkoutLock = inRoot('.cache', 'set-up.lock');

/**
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} Entry
 * @typedef {{ packages: Record<string, Entry> }} LockFile
 */

/**
 * The packages that are missing or of another version. Times are no evidence: git sets them to the
 * moment of checkout, so this reads what both files say. Optional packages are for other platforms
 * and may be missing; one that is there must still be the right one.
 * @param {LockFile} wanted
 * @param {LockFile | undefined} installed
 */
export function outOfStep(wanted, installed) {
  return Object.entries(wanted.packages)
    .filter(([path]) => path !== '')
    .filter(([path, entry]) => {
      const found = installed?.packages[path];
      return found ? found.version !== entry.version : !entry.optional;
    })
    .map(([path]) => path);
}

/** @param {string} path @returns {LockFile | undefined} */
const readLockFile = (path) =>
  existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;

function missingNow() {
  const wanted = readLockFile(WANTED);
  return wanted ? outOfStep(wanted, readLockFile(INSTALLED)) : [];
}

async function install() {
  // Another set-up may have finished while this one waited.
  if (missingNow().length === 0) return;
  await step('installing the packages of package-lock.json, usually 30 to 60 s', () =>
    mustRun(
      'install the packages',
      'npm',
      // No package's own script is needed or trusted. NODE_ENV=production must not thin out the
      // tools that build the web client.
      ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'],
      { env: withoutOwnTools(process.env) },
    ),
  );
  const missing = missingNow();
  if (missing.length > 0) say(`set-up: npm left out ${missing.slice(0, 5).join(', ')}`);
}

export async function installDependencies() {
  if (missingNow().length === 0) return;
  await withLock({ path: checkoutLock, waitingFor: 'is installing packages' }, install);
}
