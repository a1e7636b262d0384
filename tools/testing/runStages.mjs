import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInForeground } from '../setup/foreground.mjs';
import { readCounts } from './counts.mjs';
import { judge } from './outcome.mjs';
import { hasWork } from './stages.mjs';

/**
 * @typedef {import('./stages.mjs').Stage} Stage
 * @typedef {import('./outcome.mjs').Outcome} Outcome
 */
/** @typedef {{ env: NodeJS.ProcessEnv, allowSkips: boolean }} Conditions */

/**
 * How each runner is told to write its report into a file, beside what it shows to people.
 * @type {Record<import('./counts.mjs').Format, (file: string) => { args: string[], env: Record<string, string> }>}
 */
const reporting = {
  vitest: (file) => ({
    args: ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    env: {},
  }),
  playwright: (file) => ({
    args: ['--', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  }),
  counts: (file) => ({ args: [], env: { CONCLAVE_REPORT: file } }),
};

/**
 * @param {Stage} stage
 * @param {string} file where the report goes
 * @param {Conditions} conditions
 * @returns {Promise<Outcome>}
 */
async function runStage({ script, report }, file, { env, allowSkips }) {
  const { args, env: more } = report ? reporting[report](file) : { args: [], env: {} };
  const startedAt = performance.now();
  const command = ['run', '--silent', script, ...args];
  const exitCode = await runInForeground('npm', command, { ...env, ...more });
  const ms = performance.now() - startedAt;

  if (report === undefined) return judge({ exitCode, ms, allowSkips });
  if (!existsSync(file)) return judge({ exitCode: exitCode || 1, ms, allowSkips });
  const counts = readCounts(report, readFileSync(file, 'utf8'));
  return judge({ exitCode, ms, counts, allowSkips });
}

/**
 * Runs the stages one after the other and stops at the first that fails.
 * @param {readonly Stage[]} stages
 * @param {Conditions} conditions
 * @returns {Promise<Map<string, Outcome>>} by stage
 */
export async function runStages(stages, conditions) {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-test-'));
  /** @type {Map<string, Outcome>} */
  const outcomes = new Map();
  try {
    for (const stage of stages) {
      const failed = [...outcomes.values()].some(({ state }) => state === 'failed');
      if (failed || !hasWork(stage)) {
        const why = failed ? 'after a failure' : `there is no ${stage.onlyWith}`;
        outcomes.set(stage.name, { state: 'not run', why });
        continue;
      }
      console.log(`\n--- ${stage.name}`);
      outcomes.set(stage.name, await runStage(stage, join(folder, stage.name), conditions));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return outcomes;
}
