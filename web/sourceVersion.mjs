import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');
const inputs = ['web/src', 'web/static', 'shared/src', 'web/vite.config.ts', 'package-lock.json'];

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  const absolute = join(root, path);
  if (/\.(ts|json)$/.test(path)) return [absolute];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/**
 * A name for this build made from its sources. SvelteKit's own default is the time of day, which
 * would give every machine different bytes and make the published hashes worthless.
 */
export function sourceVersion() {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesUnder).sort()) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}
