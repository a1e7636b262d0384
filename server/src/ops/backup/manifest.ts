import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { CopyError } from './copyDatabase.ts';

const NAME = 'manifest.json';
const MAX_FILES = 10_000_000;
const text = v.pipe(v.string(), v.maxLength(400));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const Manifest = v.strictObject({
  format: v.literal('conclave backup 1'),
  version: text,
  at: whole,
  dialect: v.picklist(['sqlite', 'postgres']),
  /** By which keys its accounts can be read; backups of before accounts had keys say nothing. */
  accountKeys: v.optional(text),
  files: v.pipe(
    v.array(v.strictObject({ path: text, bytes: whole, sha256: text })),
    v.maxLength(MAX_FILES),
  ),
});
export type Manifest = v.InferOutput<typeof Manifest>;

/** Lists every file of a backup with its hash; written last, so that without it a backup is none. */
export async function writeManifest(
  folder: string,
  about: Omit<Manifest, 'files' | 'format'>,
): Promise<Manifest> {
  const manifest = { format: 'conclave backup 1' as const, ...about, files: await filesOf(folder) };
  await writeFile(join(folder, NAME), JSON.stringify(manifest, null, 1), { flush: true });
  return manifest;
}

/** Reads it and every file that it names. Throws if one is missing, changed or too much. */
export async function checkedManifest(folder: string): Promise<Manifest> {
  const given: unknown = JSON.parse(
    await readFile(join(folder, NAME), 'utf8').catch((cause: unknown) => {
      throw new CopyError(`${folder} has no ${NAME}: it is no whole backup.`, { cause });
    }),
  );
  const parsed = v.safeParse(Manifest, given);
  if (!parsed.success) throw new CopyError(`The ${NAME} in ${folder} cannot be read.`);
  const found = new Map((await filesOf(folder)).map((file) => [file.path, file]));
  found.delete(NAME);
  for (const { path, sha256 } of parsed.output.files) {
    if (found.get(path)?.sha256 !== sha256) {
      throw new CopyError(`${path} of the backup is missing or was changed. Take another backup.`);
    }
    found.delete(path);
  }
  if (found.size > 0) throw new CopyError('The backup has files that its manifest does not name.');
  return parsed.output;
}

async function filesOf(folder: string): Promise<Manifest['files']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: Manifest['files'] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const { size: bytes } = await stat(path);
    files.push({ path: relative(folder, path), bytes, sha256: hash.digest('hex') });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}
