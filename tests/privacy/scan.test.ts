import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SeededRandom } from '../support/seededRandom.ts';
import { Canaries } from './canaries.ts';
import { Scanner } from './scan.ts';

const canaries = new Canaries(new SeededRandom(20_261_122));
const message = canaries.of('message');
canaries.of('note');
const scanner = new Scanner(canaries.prefix, canaries.all);
const folder = mkdtempSync(join(tmpdir(), 'conclave-scan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hidden: Record<string, (word: string) => Buffer> = {
  'as it is': (word) => Buffer.from(`{"text":"${word}"}`),
  'in small letters': (word) => Buffer.from(`<${word.toLowerCase()}@guests.example>`),
  'in small letters, in base64': (word) =>
    Buffer.from(Buffer.from(`?${word.toLowerCase()}ab`).toString('base64')),
  'as UTF-16': (word) => Buffer.from(`x${word}x`, 'utf16le'),
  'in hex': (word) => Buffer.from(Buffer.from(word).toString('hex')),
  'in capital hex': (word) => Buffer.from(Buffer.from(word).toString('hex').toUpperCase()),
  'in base64': (word) => Buffer.from(Buffer.from(`${word}abc`).toString('base64')),
  'in base64, shifted by one': (word) => Buffer.from(Buffer.from(`?${word}ab`).toString('base64')),
  'in base64, shifted by two': (word) => Buffer.from(Buffer.from(`??${word}a`).toString('base64')),
  'in base64url, shifted by two': (word) =>
    Buffer.from(Buffer.from(`??${word}~`).toString('base64url')),
};

describe('[T25] the scanner', () => {
  it.each(Object.entries(hidden))('finds a word %s, and no other', (_, hide) => {
    const bytes = Buffer.concat([Buffer.alloc(1000, 7), hide(message), Buffer.alloc(1000, 9)]);
    expect([...scanner.inBytes(bytes)]).toEqual(['message']);
  });

  it('finds nothing where only something similar stands', () => {
    const other = new Canaries(new SeededRandom(1));
    expect([...scanner.inBytes(Buffer.from(other.of('message')))]).toEqual([]);
    expect([...scanner.inBytes(Buffer.from(`${canaries.prefix}AAAAAAAAAAAAAAAA`))]).toEqual([]);
  });

  it('finds words in files, between two pieces, and in the names of files', () => {
    const boundary = 16 * 1024 * 1024;
    const bytes = Buffer.alloc(boundary + 100);
    bytes.write(message, boundary - 10);
    writeFileSync(join(folder, 'large.bin'), bytes);
    writeFileSync(join(folder, `${canaries.of('note')}.txt`), 'nothing');
    expect([...scanner.inFolder(folder)].sort()).toEqual(['message', 'note']);
  });

  it.runIf(process.platform === 'linux')('finds a word in the memory of a process, its own', () => {
    // Made at run time and kept: neither the source nor a constant of the compiler.
    const kept = Buffer.from(message.split('').reverse().join('')).reverse();
    expect([...scanner.inMemory(process.pid)]).toContain('message');
    expect(kept.toString()).toBe(message);
  });
});
