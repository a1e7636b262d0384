import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './command.mjs';

/**
 * What the loader would give this program today. An update of OpenSSL has already turned a good
 * worker into one that crashes, so a proof holds only for the libraries it was made with.
 * @param {string} path
 */
async function librariesOf(path) {
  /** @type {string[]} */
  const libraries = [];
  await run('ldd', [path], {
    onLine: (line) => {
      const library = /=> (\/\S+)/.exec(line)?.[1];
      if (library === undefined || !existsSync(library)) return;
      const { size, mtimeMs } = statSync(library);
      libraries.push(`${library} ${size} ${mtimeMs}`);
    },
  });
  return libraries.sort().join('\n');
}

/** @param {string} path */
async function fingerprint(path) {
  const hash = createHash('sha256').update(readFileSync(path));
  return hash.update(await librariesOf(path)).digest('hex');
}

/**
 * Sends a packet of media through a worker, unless this very worker has passed before.
 * @param {string} path
 * @param {string} proofs the folder that remembers; not the worker's, which may be read-only
 * @returns {Promise<string | undefined>} what is wrong with it, as a sentence
 */
export async function proveWorker(path, proofs) {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return `There is no file ${path}.`;
  const proof = join(proofs, await fingerprint(path));
  if (existsSync(proof)) return undefined;

  const smokeTest = fileURLToPath(import.meta.resolve('./smokeTest.mjs'));
  const { ok, output } = await run(process.execPath, [smokeTest, path]);
  if (!ok) return output;
  mkdirSync(proofs, { recursive: true });
  writeFileSync(proof, `${output}\n`);
  return undefined;
}
