import { expect, it } from 'vitest';
import { ZipNames } from './ZipNames.ts';

it('[R53] no name leads out of its folder', () => {
  const names = new ZipNames();
  for (const name of ['../../etc/passwd', '..\\..\\boot.ini', '/etc/passwd', 'C:\\x', '..', '.'])
    expect(names.take('files/', name)).toMatch(/^files\/[^/\\:]+$/u);
});

it('two files of one name are both there, also where only the case differs', () => {
  const names = new ZipNames();
  const paths = ['plan.pdf', 'Plan.PDF', 'plan.pdf', 'README', 'readme'].map((name) =>
    names.take('files/', name),
  );
  expect(paths).toEqual([
    'files/plan.pdf',
    'files/Plan (2).PDF',
    'files/plan (3).pdf',
    'files/README',
    'files/readme (2)',
  ]);
});

it('a file that is called like a numbered one does not take its place', () => {
  const names = new ZipNames();
  const paths = ['a.txt', 'a (2).txt', 'a.txt'].map((name) => names.take('', name));
  expect(new Set(paths).size).toBe(3);
});
