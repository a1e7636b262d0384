import { describe, expect, it } from 'vitest';
import { closingLine, readCounts, sum } from '../../tools/testing/counts.mjs';
import { judge, summary, type Outcome } from '../../tools/testing/outcome.mjs';

const counts = (passed: number, failed: number, skipped: number) => ({ passed, failed, skipped });

describe('readCounts', () => {
  it.each(['', 'null', '{}', '{"stats":null}', '{"passed":"3","failed":0,"skipped":0}'])(
    'refuses the report %j, which says nothing',
    (json) => {
      expect(() => readCounts('vitest', json)).toThrow();
      expect(() => readCounts('playwright', json)).toThrow();
      expect(() => readCounts('counts', json)).toThrow();
    },
  );

  it('counts a test that was only planned as skipped', () => {
    const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 3 };
    expect(readCounts('vitest', JSON.stringify(report))).toEqual(counts(5, 1, 5));
  });

  it('counts a test that passed only at the second try as failed', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 2, skipped: 3 } };
    expect(readCounts('playwright', JSON.stringify(report))).toEqual(counts(4, 3, 3));
  });

  it('takes plain counts as they are', () => {
    const report = counts(20, 0, 1);
    expect(readCounts('counts', JSON.stringify(report))).toEqual(report);
  });
});

describe('closingLine', () => {
  it('sums all runs, and names skipped tests only when there are some', () => {
    expect(closingLine(sum([counts(1, 0, 0), counts(2, 0, 0)]))).toBe('3 passed, 0 failed');
    expect(closingLine(sum([counts(1, 2, 3), counts(4, 5, 6)]))).toBe(
      '5 passed, 7 failed, 9 skipped',
    );
    expect(closingLine(sum([]))).toBe('0 passed, 0 failed');
  });
});

describe('judge', () => {
  const run = { exitCode: 0, ms: 1000, allowSkips: true };

  it('fails a runner that reports a failed test and ends with code 0', () => {
    expect(judge({ ...run, counts: counts(9, 1, 0) }).state).toBe('failed');
  });

  it('fails a runner that crashed after its tests had passed', () => {
    expect(judge({ ...run, exitCode: 1, counts: counts(9, 0, 0) })).toMatchObject({
      state: 'failed',
      why: 'ended with code 1',
    });
  });

  it('fails a skipped test only where nothing may be skipped', () => {
    const skipping = { ...run, counts: counts(9, 0, 1) };
    expect(judge({ ...skipping, allowSkips: false }).state).toBe('failed');
    expect(judge(skipping).state).toBe('ok');
  });
});

describe('summary', () => {
  const lastLine = (outcomes: Record<string, Outcome>): string | undefined =>
    summary(new Map(Object.entries(outcomes)), [])
      .split('\n')
      .at(-1);
  const ok: Outcome = { state: 'ok', ms: 34_120, counts: counts(212, 0, 0) };

  it('never closes a failed run with "0 failed"', () => {
    const crashed: Outcome = { state: 'failed', ms: 1, counts: counts(0, 0, 0), why: 'crashed' };
    expect(lastLine({ unit: ok, e2e: crashed })).toBe('212 passed, 1 failed');
  });

  it('counts each failed test once', () => {
    const failed: Outcome = { state: 'failed', ms: 1, counts: counts(1, 3, 0) };
    expect(lastLine({ unit: failed })).toBe('1 passed, 3 failed');
  });

  it('shows every stage with its time, and why something is missing', () => {
    const outcomes = new Map<string, Outcome>([
      ['lint', { state: 'ok', ms: 11_000, counts: counts(0, 0, 0) }],
      ['unit', ok],
      ['chaos', { state: 'not run', why: 'there is no tests/chaos/main.ts' }],
    ]);
    expect(summary(outcomes, ['Browser tests in Firefox. It is missing.'])).toBe(
      [
        '',
        'lint      ok          11.0 s',
        'unit      ok          34.1 s  212 passed, 0 failed',
        'chaos     not run             there is no tests/chaos/main.ts',
        'skipped: Browser tests in Firefox. It is missing.',
        '',
        '212 passed, 0 failed',
      ].join('\n'),
    );
  });
});
