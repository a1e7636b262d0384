import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mustRun } from './command.mjs';
import { checkoutLock } from './dependencies.mjs';
import { hashFiles } from './hashFiles.mjs';
import { withLock } from './lock.mjs';
import { inRoot, root } from './paths.mjs';
import { step } from './say.mjs';

const SOURCES = ['web', 'shared/src', 'package-lock.json'];
const MADE = ['web/node_modules', 'web/.svelte-kit', 'web/build'];

/** Inside the build, so that whoever empties or rewrites the build removes the claim with it. */
const stamp = inRoot('web', 'build', '.built-from');

/** SvelteKit writes this where `npm ci` prunes it; without it typed lint has no settings. */
const kitTypes = inRoot('web', 'node_modules', '$app');

/** @param {string} sources */
const isFresh = (sources) =>
  existsSync(kitTypes) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;

export async function buildWeb() {
  // Taken before the build: a file that changes meanwhile makes the next set-up build again.
  const sources = hashFiles(root, SOURCES, MADE);
  if (isFresh(sources)) return;
  await withLock({ path: checkoutLock, waitingFor: 'is building the web client' }, async () => {
    if (isFresh(sources)) return;
    await step('building the web client, usually 10 s', () =>
      mustRun('build the web client', 'npm', ['run', '--silent', 'build']),
    );
    writeFileSync(stamp, sources);
  });
}
