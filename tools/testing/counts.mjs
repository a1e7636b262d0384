/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 * @typedef {'vitest' | 'playwright' | 'counts'} Format
 */

/** @type {Counts} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @param {unknown} value @param {string} name */
function numberAt(value, name) {
  /** @type {unknown} */
  const found = Object(value)[name];
  if (!Number.isSafeInteger(found)) throw new Error(`the report has no number "${name}"`);
  return Number(found);
}

/** @type {Record<Format, (report: unknown) => Counts>} */
const readers = {
  // "todo" is a test that somebody meant to write: nothing was checked.
  vitest: (report) => ({
    passed: numberAt(report, 'numPassedTests'),
    failed: numberAt(report, 'numFailedTests'),
    skipped: numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests'),
  }),
  // A test that passes only at the second try has failed.
  playwright: (report) => {
    const stats = Object(report).stats;
    return {
      passed: numberAt(stats, 'expected'),
      failed: numberAt(stats, 'unexpected') + numberAt(stats, 'flaky'),
      skipped: numberAt(stats, 'skipped'),
    };
  },
  counts: (report) => ({
    passed: numberAt(report, 'passed'),
    failed: numberAt(report, 'failed'),
    skipped: numberAt(report, 'skipped'),
  }),
};

/**
 * What a runner's own report says it did. Throws at a report that does not say: a run that cannot
 * be counted must not read as a run without failures.
 * @param {Format} format
 * @param {string} json
 */
export const readCounts = (format, json) => readers[format](JSON.parse(json));

/** @param {readonly Counts[]} counts @returns {Counts} */
export const sum = (counts) =>
  counts.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    nothing,
  );

/** The closing line; whoever reads the end of a log reads this. @param {Counts} counts */
export const closingLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
