import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Not there, or not for us: either way not a program we can run.
    return false;
  }
}

/**
 * The first of some names on the PATH.
 * @param {readonly string[]} names
 * @param {string} [path]
 */
export function findProgram(names, path = process.env['PATH'] ?? '') {
  const candidates = names.flatMap((name) => path.split(':').map((folder) => join(folder, name)));
  return candidates.find(isProgram);
}
