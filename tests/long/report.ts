import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LongResult, LongRun, LongTest } from './LongTest.ts';

const FILE = join(import.meta.dirname, '../../docs/long-tests.md');

/** Above it stands what the tests are; below it, a line for the newest full run of each. */
const RULE = /^\| -+ \|(?: -+ \|){6}$/mu;

/** Puts the newest run of a test in the place of the one before. */
export function report(test: LongTest, { rounds, seed }: LongRun, result: LongResult): void {
  const verdict = `${result.passed ? 'passed' : '**failed**'}: ${result.figures}`;
  const today = new Date().toISOString().slice(0, 10);
  const cells = [test.name, test.what, verdict, rounds, seed, commit(), today];
  const text = readFileSync(FILE, 'utf8');
  const rule = RULE.exec(text);
  if (rule === null) throw new Error(`${FILE} has no table of results`);
  const end = rule.index + rule[0].length;
  const others = rowsIn(text.slice(end)).filter((row) => !row.startsWith(`| ${test.name} `));
  const rows = [...others, `| ${cells.join(' | ')} |`].toSorted();
  writeFileSync(FILE, `${text.slice(0, end)}\n${rows.join('\n')}\n`);
}

function rowsIn(table: string): string[] {
  return table
    .split('\n')
    .filter((line) => /^\| T\d+ /.test(line))
    .map((line) => line.replaceAll(/ +\|/g, ' |'));
}

/** What was tested: changes that are not committed are part of it, and nobody could repeat it. */
function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const isClean = git('status', '--porcelain', '--untracked-files=no') === '';
  return `${git('rev-parse', '--short', 'HEAD')}${isClean ? '' : ' and changes'}`;
}
