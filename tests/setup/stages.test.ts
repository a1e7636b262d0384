import { describe, expect, it } from 'vitest';
import { selectStages, stages } from '../../tools/testing/stages.mjs';

const namesOf = (args: string[]): string[] => selectStages(args).map(({ name }) => name);

describe('selectStages', () => {
  it.each([
    [['--only', 'units']],
    [['--only', 'unit,']],
    [['--only', '']],
    [['--only']],
    [['--only', 'unit', 'e2e']],
    [['--onyl', 'unit']],
    [['unit']],
  ])('refuses %j instead of running something else', (args) => {
    expect(() => selectStages(args)).toThrow(/npm test takes "--only" with names from: lint, /);
  });

  it('runs everything when nothing is said', () => {
    expect(namesOf([])).toEqual(stages.map(({ name }) => name));
  });

  it('runs what was named in the order that stages have', () => {
    expect(namesOf(['--only', 'e2e,unit'])).toEqual(['unit', 'e2e']);
    expect(namesOf(['--only=lint'])).toEqual(['lint']);
  });
});

describe('the stages', () => {
  it('are checks, which run beside each other, and then tests from cheap to dear', () => {
    expect(stages.map(({ name }) => name)).toEqual([
      'lint',
      'types',
      'format',
      'arch',
      'knip',
      'unit',
      'e2e',
      'chaos',
    ]);
  });
});
