import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENDING_SIGNALS, runInBackground, runInForeground } from '../setup/foreground.mjs';
import { readCounts } from './counts.mjs';
import { judge } from './outcome.mjs';
import { hasWork } from './stages.mjs';

/**
 * @typedef {import('./stages.mjs').Stage} Stage
 * @typedef {import('./outcome.mjs').Outcome} Outcome
 */
/**
 * `toTheEnd`: stages after a failed one run as well.
 * @typedef {{ env: NodeJS.ProcessEnv, allowSkips: boolean, toTheEnd: boolean }} Conditions
 */

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
 * Runs a stage that says what it ran, in the foreground.
 * @param {Stage} stage
 * @param {string} file where the report goes
 * @param {Conditions} conditions
 * @returns {Promise<Outcome>}
 */
async function runTests({ script, report }, file, { env, allowSkips }) {
  const { args, env: more } = report ? reporting[report](file) : { args: [], env: {} };
  const startedAt = performance.now();
  const command = ['run', '--silent', script, ...args];
  const exitCode = await runInForeground('npm', command, { ...env, ...more });
  const ms = performance.now() - startedAt;

  if (!report || !existsSync(file)) return judge({ exitCode: exitCode || 1, ms, allowSkips });
  const counts = readCounts(report, readFileSync(file, 'utf8'));
  return judge({ exitCode, ms, counts, allowSkips });
}

/**
 * Runs checks that say nothing while all is well and need nothing of each other: as many at once as
 * there are cores, and each to its end, whatever became of the others.
 * @param {readonly Stage[]} checks in the order in which they begin
 * @param {Conditions & { isStopped: () => boolean }} conditions
 * @returns {Promise<[name: string, outcome: Outcome][]>}
 */
async function runChecks(checks, { env, allowSkips, isStopped }) {
  const waiting = [...checks];
  /** @type {[string, Outcome][]} */
  const outcomes = [];
  const lane = async () => {
    for (
      let check = waiting.shift();
      check !== undefined && !isStopped();
      check = waiting.shift()
    ) {
      const startedAt = performance.now();
      const ended = await runInBackground('npm', ['run', '--silent', check.script], env);
      const ms = performance.now() - startedAt;
      console.log(`\n--- ${check.name}\n${ended.output}`.trimEnd());
      outcomes.push([check.name, judge({ exitCode: ended.exitCode, ms, allowSkips })]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return outcomes;
}

/**
 * Runs the checks beside each other, then the tests one after the other, and stops where something
 * failed unless all is to be known.
 * @param {readonly Stage[]} stages
 * @param {Conditions} conditions
 * @returns {Promise<Map<string, Outcome>>} by stage
 */
export async function runStages(stages, conditions) {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-test-'));
  const checks = stages.filter(({ report }) => report === undefined);
  let isStopped = false;
  const stop = () => void (isStopped = true);
  for (const signal of ENDING_SIGNALS) process.on(signal, stop);
  try {
    const outcomes = new Map(
      await runChecks(checks, { ...conditions, isStopped: () => isStopped }),
    );
    for (const stage of stages.filter((one) => !checks.includes(one))) {
      const failed =
        (isStopped || !conditions.toTheEnd) &&
        [...outcomes.values()].some(({ state }) => state === 'failed');
      if (failed || !hasWork(stage)) {
        const why = failed ? 'after a failure' : `there is no ${stage.onlyWith}`;
        outcomes.set(stage.name, { state: 'not run', why });
        continue;
      }
      console.log(`\n--- ${stage.name}`);
      outcomes.set(stage.name, await runTests(stage, join(folder, stage.name), conditions));
    }
    return outcomes;
  } finally {
    for (const signal of ENDING_SIGNALS) process.off(signal, stop);
    rmSync(folder, { recursive: true });
  }
}
