import { closingLine, nothing, sum } from './counts.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

/**
 * @typedef {{ state: 'ok', ms: number, counts: Counts, why?: undefined }
 *   | { state: 'failed', ms: number, counts: Counts, why?: string }
 *   | { state: 'not run', why: string }} Outcome
 */

/**
 * Judges a stage that has ended.
 * @param {{ exitCode: number, ms: number, counts?: Counts | undefined, allowSkips: boolean }} run
 * @returns {Outcome}
 */
export function judge({ exitCode, ms, counts = nothing, allowSkips }) {
  if (counts.failed > 0) return { state: 'failed', ms, counts };
  if (exitCode !== 0) return { state: 'failed', ms, counts, why: `ended with code ${exitCode}` };
  if (counts.skipped > 0 && !allowSkips) {
    return { state: 'failed', ms, counts, why: 'nothing may be skipped here' };
  }
  return { state: 'ok', ms, counts };
}

/**
 * A stage that failed without a failed test (a check, a crash) counts as one failure: a red run
 * must never close with "0 failed".
 * @param {Outcome} outcome
 * @returns {Counts}
 */
function countsOf(outcome) {
  if (outcome.state === 'not run') return nothing;
  const { state, counts } = outcome;
  return state === 'failed' && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {Outcome} outcome */
function notesOn(outcome) {
  const { passed, failed, skipped } = countsOf(outcome);
  const counted = passed + failed + skipped > 0 && closingLine({ passed, failed, skipped });
  return [counted, outcome.why].filter(Boolean).join('; ');
}

/** @param {string} name @param {Outcome} outcome */
function row(name, outcome) {
  const time = 'ms' in outcome ? `${(outcome.ms / 1000).toFixed(1)} s` : '';
  const cells = [name.padEnd(8), outcome.state.padEnd(8), time.padStart(8), notesOn(outcome)];
  return cells.join('  ').trimEnd();
}

/**
 * The table and, alone on the last line, the sum.
 * @param {ReadonlyMap<string, Outcome>} outcomes by stage
 * @param {readonly string[]} skipped what set-up could not provide
 */
export function summary(outcomes, skipped) {
  const rows = [...outcomes].map(([name, outcome]) => row(name, outcome));
  const reasons = skipped.map((reason) => `skipped: ${reason}`);
  const total = sum([...outcomes.values()].map(countsOf));
  return ['', ...rows, ...reasons, '', closingLine(total)].join('\n');
}
