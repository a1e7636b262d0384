import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileKind } from './fileKind.ts';
import { safeName } from './safeName.ts';

describe('[T14] names of files', () => {
  it.each([
    ['photo\u202egnp.exe', 'photognp.exe'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\a.txt', 'C__Windows_a.txt'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['.bashrc', 'bashrc'],
    ['notes.txt. . ', 'notes.txt'],
    ['a\u0000b\nc', 'abc'],
    ['\u2066\u200b', 'file'],
    ['', 'file'],
    ['Spielplan März.pdf', 'Spielplan März.pdf'],
    ['Spielplan Ma\u0308rz.pdf', 'Spielplan März.pdf'],
  ])('%j is saved as %j', (name, saved) => {
    expect(safeName(name)).toBe(saved);
  });

  it('keeps the ending of a long one', () => {
    const name = safeName(`${'x'.repeat(400)}.pdf`);
    expect(name).toMatch(/^x+…\.pdf$/u);
    expect(Array.from(name)).toHaveLength(120);
  });

  it('whatever the name, nothing is left that could lead elsewhere or mislead', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeName(name);
        expect(safe).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(safe).not.toMatch(/^\.|\.$/u);
        expect(safe.length).toBeGreaterThan(0);
        expect(safeName(safe)).toBe(safe);
      }),
      { seed: 14, numRuns: 2_000 },
    );
  });

  it('what a file is shown as follows from its ending, and SVG is text', () => {
    expect(['a.PNG', 'a.svg', 'a.tar.gz', 'a', 'a.pdf', '.png'].map(fileKind)).toEqual([
      'image',
      'text',
      'archive',
      'other',
      'pdf',
      'image',
    ]);
  });
});
