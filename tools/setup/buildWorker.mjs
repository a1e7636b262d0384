import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages } from './apt.mjs';
import { run } from './command.mjs';
import { mediasoupFolder } from './mediasoup.mjs';
import { inRoot } from './paths.mjs';
import { say, step } from './say.mjs';

/** Often enough to show that it lives, seldom enough for a log. */
const TELL_EVERY_PERCENT = 20;

/** Turns ninja's "[12/259]" into a line now and then. */
function progress() {
  let told = 0;
  /** @param {string} line */
  return (line) => {
    const [, done, all] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? [];
    const percent = Math.floor((100 * Number(done)) / Number(all));
    if (percent >= told + TELL_EVERY_PERCENT && percent < 100) {
      told = percent - (percent % TELL_EVERY_PERCENT);
      say(`set-up: ${told} % built`);
    }
  };
}

/**
 * Builds the worker from the sources in the npm package with the distribution's libraries.
 * @param {string} folder where it may work and leave the result
 * @returns {Promise<import('./workerSources.mjs').Found>}
 */
export async function builtWorker(folder) {
  const recipe = inRoot('tools', 'worker-build');
  const packages = readFileSync(join(recipe, 'packages.txt'), 'utf8').trim().split('\n');
  const missing = await installPackages(packages, 'building the media worker');
  if (missing !== undefined) return { why: missing };

  const path = join(folder, 'mediasoup-worker');
  const { ok, output } = await step('building the media worker, about 4 minutes on two cores', () =>
    run('bash', [join(recipe, 'build.sh'), mediasoupFolder(), path], { onLine: progress() }),
  );
  return ok ? { path } : { why: `it did not build:\n${output}` };
}
