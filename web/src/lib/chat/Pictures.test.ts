import { RefusedError } from '@conclave/shared/RefusedError';
import { expect, it } from 'vitest';
import type { FileReference } from '../documents/SharedDocument.ts';
import { Pictures } from './Pictures.ts';

const FILE: FileReference = { fileId: 'one', name: 'Plan.png', type: 'image/png', size: 4 };

/** Files on a server that does not answer so many times. */
function serverWithout(answers: number): { asked: () => number; pictures: Pictures } {
  let asked = 0;
  const open = (): Promise<Blob> =>
    ++asked <= answers
      ? Promise.reject(new RefusedError('notFound'))
      : Promise.resolve(new Blob(['plan']));
  const add = (): Promise<FileReference> => Promise.resolve(FILE);
  return { asked: () => asked, pictures: new Pictures({ open, add }) };
}

it('fetches a picture once, however often it is shown and looked at', async () => {
  const { asked, pictures } = serverWithout(0);
  const [first, second] = await Promise.all([pictures.addressOf(FILE), pictures.addressOf(FILE)]);
  expect(second).toBe(first);
  expect(await (await pictures.read(FILE)).text()).toBe('plan');
  expect(asked()).toBe(1);
  pictures.close();
});

it('asks again for what did not come', async () => {
  const { asked, pictures } = serverWithout(1);
  await expect(pictures.addressOf(FILE)).rejects.toThrow(RefusedError);
  expect(await (await pictures.read(FILE)).text()).toBe('plan');
  expect(asked()).toBe(2);
  pictures.close();
});
