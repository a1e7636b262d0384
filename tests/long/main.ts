// npm run test:long -- T01 T04 [--rounds 5] [--seed 7]: runs tests in their full length and writes what
// they find into docs/long-tests.md. A run with fewer rounds only prints it.
import { parseArgs } from 'node:util';
import type { LongTest } from './LongTest.ts';
import { report } from './report.ts';
import { t01 } from './t01.ts';
import { t02 } from './t02.ts';
import { t04 } from './t04.ts';
import { t05 } from './t05.ts';
import { t06 } from './t06.ts';
import { t07 } from './t07.ts';
import { t08 } from './t08.ts';
import { t09 } from './t09.ts';
import { t10 } from './t10.ts';
import { t11 } from './t11.ts';
import { t12 } from './t12.ts';
import { t28 } from './t28.ts';

const tests: readonly LongTest[] = [t01, t02, t04, t05, t06, t07, t08, t09, t10, t11, t12, t28];
const SEED = '20261121';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, seed: { type: 'string', default: SEED } },
});
const wanted = tests.filter(({ name }) => positionals.includes(name));
if (wanted.length === 0 || wanted.length < positionals.length) {
  process.stderr.write(`There is: ${tests.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

let failed = false;
for (const test of wanted) {
  const run = { rounds: Number(values.rounds ?? test.rounds), seed: Number(values.seed) };
  const result = await test.run(run);
  failed ||= !result.passed;
  process.stdout.write(`${test.name}: ${result.passed ? 'passed' : 'failed'}: ${result.figures}\n`);
  if (run.rounds >= test.rounds) report(test, run, result);
}
process.exit(failed ? 1 : 0);
