import { RefusedError } from '@conclave/shared/RefusedError';
import { expect, it } from 'vitest';
import type { DocumentFiles, FileReference } from '../documents/SharedDocument.ts';
import { Pictures } from './Pictures.ts';

const FILE: FileReference = { fileId: 'one', name: 'Plan.png', type: 'image/png', size: 4 };

/** The head of a PNG that says this of its size. */
function png(width: number, height: number): Blob {
  const head = new DataView(new ArrayBuffer(33));
  Array.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR').forEach((sign, at) =>
    head.setUint8(at, sign.charCodeAt(0)),
  );
  head.setUint32(16, width);
  head.setUint32(20, height);
  return new Blob([head.buffer]);
}

interface Server {
  readonly asked: () => number;
  readonly pictures: Pictures;
}

/** A file on a server that does not answer so many times. */
function serverWithout(answers: number, file = png(40, 30)): Server {
  let asked = 0;
  const open: DocumentFiles['open'] = (_, { maxBytes = Infinity } = {}) => {
    if (file.size > maxBytes) return Promise.reject(new RefusedError('tooLarge'));
    return ++asked <= answers
      ? Promise.reject(new RefusedError('notFound'))
      : Promise.resolve(file);
  };
  const add = (): Promise<FileReference> => Promise.resolve(FILE);
  return { asked: () => asked, pictures: new Pictures({ open, add }) };
}

it('fetches a picture once, however often it is shown and looked at', async () => {
  const { asked, pictures } = serverWithout(0);
  const [first, second] = await Promise.all([pictures.addressOf(FILE), pictures.addressOf(FILE)]);
  expect(first).toMatch(/^blob:/u);
  expect(second).toBe(first);
  expect(await pictures.read(FILE)).toMatchObject({ size: 33, type: 'image/png' });
  expect(asked()).toBe(1);
  pictures.close();
});

it('asks again for what did not come', async () => {
  const { asked, pictures } = serverWithout(1);
  await expect(pictures.addressOf(FILE)).rejects.toThrow(RefusedError);
  expect((await pictures.read(FILE)).size).toBe(33);
  expect(asked()).toBe(2);
  pictures.close();
});

it.each([
  ['would fill the memory', png(30_000, 30_000)],
  ['is wider than any screen', png(16_385, 1)],
  ['is empty', png(0, 30)],
  ['is cut off', png(40, 30).slice(0, 20)],
  [
    'is no picture, whatever its name says',
    new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']),
  ],
])('[F-15] shows nothing by itself that %s, and still hands it over', async (_, file) => {
  const { asked, pictures } = serverWithout(0, file);
  expect(await pictures.addressOf(FILE)).toBeUndefined();
  expect(await pictures.addressOf(FILE)).toBeUndefined();
  expect(asked()).toBe(1);
  expect((await pictures.read(FILE)).size).toBe(file.size);
  pictures.close();
});

it('[F-15] fetches nothing by itself that is larger than its message says', async () => {
  const heavy = new Blob([png(40, 30), new Uint8Array(10 * 1024 * 1024)]);
  const { asked, pictures } = serverWithout(0, heavy);
  expect(await pictures.addressOf(FILE)).toBeUndefined();
  expect(asked()).toBe(0);
  pictures.close();
});
