import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { ZipWriter } from './ZipWriter.ts';

const never = new AbortController().signal;

async function zipped(entries: Record<string, Blob | string>): Promise<Record<string, Uint8Array>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const writer = new ZipWriter({
    write: (piece) => {
      pieces.push(piece);
      return Promise.resolve();
    },
  });
  for (const [path, content] of Object.entries(entries)) await writer.add(path, content, never);
  await writer.finish();
  return unzipSync(new Uint8Array(await new Blob(pieces).arrayBuffer()));
}

it('what goes in comes out again: text, bytes over several pieces, nothing at all, and any name', async () => {
  const long = 'Nachtschichten über Ostern. '.repeat(40_000);
  const bytes = Uint8Array.from({ length: 600_001 }, (_, at) => (at * 31) % 251);
  const out = await zipped({
    'a/lang.txt': long,
    'b/Übersicht 会議.bin': new Blob([bytes]),
    'c/nichts.txt': '',
  });
  expect(Object.keys(out)).toEqual(['a/lang.txt', 'b/Übersicht 会議.bin', 'c/nichts.txt']);
  expect(strFromU8(out['a/lang.txt'] ?? new Uint8Array())).toBe(long);
  // Compared as a whole: byte by byte takes a second.
  expect(Buffer.compare(out['b/Übersicht 会議.bin'] ?? bytes.subarray(1), bytes)).toBe(0);
  expect(out['c/nichts.txt']).toHaveLength(0);
});

it('writes nothing further once it was given up', async () => {
  const stop = new AbortController();
  let written = 0;
  const writer = new ZipWriter({
    write: () => {
      written += 1;
      stop.abort();
      return Promise.resolve();
    },
  });
  const large = new Blob([new Uint8Array(2_000_000)]);
  await expect(writer.add('a', large, stop.signal)).rejects.toThrow();
  expect(written).toBeLessThan(3);
});
