import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../ops/syncFolder.ts';
import { KEY_NAME, type KeyStore } from './KeyStore.ts';

/** One small file for each key: `<folder>/<accountId>`. */
export class DiskKeyStore implements KeyStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(name: string): Promise<Uint8Array | undefined> {
    return unless('ENOENT', readFile(this.#pathOf(name)));
  }

  async create(name: string, sealedKey: Uint8Array): Promise<Uint8Array> {
    const path = this.#pathOf(name);
    const temporary = `${path}.${randomUUID()}`;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    try {
      const file = await open(temporary, 'wx', 0o600);
      await file
        .writeFile(sealedKey)
        .then(() => file.sync())
        .finally(() => file.close());
      // Of two that come at once one is first, and neither is seen half written.
      await unless('EEXIST', link(temporary, path));
    } finally {
      await rm(temporary, { force: true });
    }
    await syncFolder(this.#folder);
    return readFile(path);
  }

  async delete(name: string): Promise<void> {
    this.#pathOf(name);
    const left = (await this.#entries()).filter((entry) => entry.split('.')[0] === name);
    for (const entry of left) await overwriteAndRemove(join(this.#folder, entry));
    if (left.length > 0) await syncFolder(this.#folder);
  }

  async *names(): AsyncIterable<string> {
    for (const entry of await this.#entries()) if (KEY_NAME.test(entry)) yield entry;
  }

  async #entries(): Promise<string[]> {
    return (await unless('ENOENT', readdir(this.#folder))) ?? [];
  }

  #pathOf(name: string): string {
    if (!KEY_NAME.test(name)) throw new Error('not a name for a key');
    return join(this.#folder, name);
  }
}

/** Overwritten first: where the file system keeps freed blocks, they hold nothing. */
async function overwriteAndRemove(path: string): Promise<void> {
  const file = await unless('ENOENT', open(path, 'r+'));
  if (file === undefined) return;
  try {
    await file.write(Buffer.alloc((await file.stat()).size), { position: 0 });
    await file.sync();
  } finally {
    await file.close();
  }
  await rm(path, { force: true });
}

/** Undefined instead of one fault that is none here. */
async function unless<T>(code: string, work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === code) return undefined;
    throw error;
  }
}
