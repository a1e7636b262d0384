import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const inlineScript = /<script>([\s\S]*?)<\/script>/g;
const compressible = new Set([
  '.js',
  '.css',
  '.html',
  '.json',
  '.svg',
  '.txt',
  '.wasm',
  '.webmanifest',
]);

/** @param {string | Buffer} content */
const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** @param {string} directory @returns {Promise<string[]>} */
async function filesIn(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * The content policy allows no inline script, neither by hash nor by nonce (WEBCAT refuses both),
 * so the few lines that start the program move into a file whose name is its hash.
 * @param {string} out @param {string} page
 */
async function moveInlineScripts(out, page) {
  const html = await readFile(page, 'utf8');
  /** @type {Promise<void>[]} */
  const written = [];
  const moved = html.replace(inlineScript, (_whole, /** @type {string} */ body) => {
    const lines = body.replace(/^\t+/gm, '').trim();
    const path = `_app/immutable/start.${sha256(lines).slice(0, 16)}.js`;
    written.push(writeFile(join(out, path), `${lines}\n`));
    return `<script src="/${path}"></script>`;
  });
  await Promise.all(written);
  if (/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/i.test(moved)) {
    throw new Error(`${page} still holds inline script or style, which the content policy refuses`);
  }
  await writeFile(page, moved);
}

/** @param {string} file */
async function precompress(file) {
  if (!compressible.has(extname(file))) return;
  const content = await readFile(file);
  const brotli = await promisify(brotliCompress)(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  });
  await writeFile(`${file}.br`, brotli);
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
}

/**
 * Turns the adapter's output into a set of files that anyone can rebuild and compare: no inline
 * script, and `manifest.json` with the SHA-256 of every file a browser can be given.
 * @param {string} out
 */
export async function finishBuild(out) {
  const pages = (await filesIn(out)).filter((file) => file.endsWith('.html'));
  await Promise.all(pages.map((page) => moveInlineScripts(out, page)));

  const files = await filesIn(out);
  /** @type {Record<string, string>} */
  const hashes = {};
  for (const file of files) {
    hashes[`/${relative(out, file).split(sep).join('/')}`] = sha256(await readFile(file));
  }
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(hashes, null, 2)}\n`);
  await Promise.all(files.map(precompress));
}
