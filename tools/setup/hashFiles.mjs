import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} base @param {string} path @param {ReadonlySet<string>} leftOut @returns {string[]} */
function filesUnder(base, path, leftOut) {
  const absolute = join(base, path);
  if (!existsSync(absolute) || leftOut.has(path)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute).flatMap((name) => filesUnder(base, `${path}/${name}`, leftOut));
}

/**
 * One hash for the names and contents of files, whatever their times say.
 * @param {string} base
 * @param {readonly string[]} paths files or folders, relative to base
 * @param {readonly string[]} [leftOut] files or folders that do not count
 */
export function hashFiles(base, paths, leftOut = []) {
  const hash = createHash('sha256');
  const files = paths.flatMap((path) => filesUnder(base, path, new Set(leftOut))).sort();
  for (const file of files) {
    const content = readFileSync(join(base, file));
    // The length keeps the end of one file from passing for the beginning of the next.
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
