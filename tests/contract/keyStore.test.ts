import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DiskKeyStore } from '../../server/src/accountKeys/DiskKeyStore.ts';
import { copyKeys } from '../../server/src/accountKeys/copyKeys.ts';
import { KEY_MARK, type KeyStore } from '../../server/src/accountKeys/KeyStore.ts';
import { mirrorKeys } from '../../server/src/accountKeys/mirrorKeys.ts';
import { S3KeyStore } from '../../server/src/accountKeys/S3KeyStore.ts';
import { MemoryKeyStore } from '../support/MemoryKeyStore.ts';
import { startObjectStore, type ObjectStore } from '../support/objectStore.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const textOf = (key: Uint8Array | undefined): string | undefined =>
  key && Buffer.from(key).toString();

async function namesOf(store: KeyStore): Promise<string[]> {
  const names: string[] = [];
  for await (const name of store.names()) names.push(name);
  return names.sort();
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'account-keys');
}

let objects: ObjectStore;
beforeAll(async () => {
  objects = await startObjectStore();
});
afterAll(() => objects.stop());

/** In a bucket that is empty again afterwards. */
function newS3Store(): S3KeyStore {
  const store = new S3KeyStore(objects.settings);
  onTestFinished(async () => {
    for (const name of await namesOf(store)) await store.delete(name);
    store.close();
  });
  return store;
}

const implementations: readonly (readonly [string, () => KeyStore])[] = [
  ['DiskKeyStore', () => new DiskKeyStore(newFolder())],
  ['S3KeyStore', newS3Store],
  ['MemoryKeyStore', () => new MemoryKeyStore()],
];

describe.each(implementations)('%s', (_, open) => {
  it('[R131] keeps the key that was first, whoever else comes with another', async () => {
    const store = open();
    expect(await store.read('one')).toBeUndefined();
    expect(textOf(await store.create('one', bytes('first')))).toBe('first');
    expect(textOf(await store.create('one', bytes('second')))).toBe('first');
    expect(textOf(await store.read('one'))).toBe('first');
    expect(await namesOf(store)).toEqual(['one']);
  });

  it('gives all who come at once the same key', async () => {
    const store = open();
    const come = (text: string): Promise<Uint8Array> => store.create('one', bytes(text));
    await come('a');
    const given = await Promise.all(['b', 'c', 'd', 'e'].map(come));
    expect(new Set(given.map(textOf))).toEqual(new Set([textOf(await store.read('one'))]));
  });

  it('[R80] has nothing of a key that was destroyed, and destroys none that it does not have', async () => {
    const store = open();
    await store.create('one', bytes('first'));
    await store.create('two', bytes('other'));
    await store.delete('one');
    await store.delete('one');
    expect(await store.read('one')).toBeUndefined();
    expect(await namesOf(store)).toEqual(['two']);
  });

  it('becomes the same as another: what is gone there goes here, what was replaced is replaced', async () => {
    const [from, to] = [open(), new MemoryKeyStore()];
    await from.create('one', bytes('1'));
    await from.create('two', bytes('2'));
    await to.create('two', bytes('old'));
    await to.create('gone', bytes('erased since'));
    await to.create('lost', bytes('of an account that is there'));
    expect(await mirrorKeys(from, to, new Set(['lost']))).toBe(2);
    expect(await namesOf(to)).toEqual(['lost', 'one', 'two']);
    expect(textOf(await to.read('two'))).toBe('2');
  });
});

describe('a copy of keys', () => {
  it('[R131] that broke off has no mark, and is made whole by the next', async () => {
    const from = new MemoryKeyStore();
    for (const name of [KEY_MARK, 'one', 'two']) await from.create(name, bytes(name));
    const to = new MemoryKeyStore();
    const create = to.create.bind(to);
    vi.spyOn(to, 'create').mockImplementationOnce(create).mockRejectedValueOnce(new Error('full'));
    await expect(copyKeys(from, to, { replace: false })).rejects.toThrow('full');
    expect(await namesOf(to)).toEqual(['one']);
    await copyKeys(from, to, { replace: false });
    expect(await namesOf(to)).toEqual([KEY_MARK, 'one', 'two']);
  });

  it('[R131] leaves what is there, unless it is to become the same', async () => {
    const [from, to] = [new MemoryKeyStore(), new MemoryKeyStore()];
    await from.create('one', bytes('of the copy'));
    await to.create('one', bytes('newer'));
    expect(await copyKeys(from, to, { replace: false })).toMatchObject({ added: 0 });
    expect(textOf(await to.read('one'))).toBe('newer');
  });
});

describe('keys on the disk', () => {
  it('[R131] are of their user alone, and leave nothing half written', async () => {
    const folder = newFolder();
    await new DiskKeyStore(folder).create('one', bytes('first'));
    expect(readdirSync(folder)).toEqual(['one']);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'one')).mode & 0o777).toBe(0o600);
  });

  it('[R80] go with what a crash left of writing them, and with no other key', async () => {
    const folder = newFolder();
    const store = new DiskKeyStore(folder);
    await store.create('one', bytes('first'));
    await store.create('one2', bytes('other'));
    writeFileSync(join(folder, 'one.5f0c'), 'first');
    expect(await namesOf(store)).toEqual(['one', 'one2']);
    await store.delete('one');
    expect(readdirSync(folder)).toEqual(['one2']);
  });

  it('lie nowhere else, whatever they are called', async () => {
    const store = new DiskKeyStore(newFolder());
    for (const name of ['../x', 'a/b', '', '.', 'x'.repeat(65)]) {
      await expect(store.create(name, bytes('x'))).rejects.toThrow('not a name');
      await expect(store.read(name)).rejects.toThrow('not a name');
      await expect(store.delete(name)).rejects.toThrow('not a name');
    }
  });

  it('are read as none where there is no folder', async () => {
    const folder = newFolder();
    const store = new DiskKeyStore(folder);
    expect(await namesOf(store)).toEqual([]);
    mkdirSync(folder);
    expect(await store.read('one')).toBeUndefined();
  });
});
