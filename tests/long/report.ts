import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LongResult, LongRun, LongTest } from './LongTest.ts';

const FILE = join(import.meta.dirname, '../../docs/long-tests.md');

const HEAD = `# Long tests

Written by \`npm run test:long -- T01\` and so on: the full figures of tests that run in a short form with every change. One line for
each test, its newest full run; the same commit and seed repeat it.

| test | what | result | rounds | seed | commit | date |
| ---- | ---- | ------ | ------ | ---- | ------ | ---- |
`;

/** Puts the newest run of a test in the place of the one before. */
export function report(test: LongTest, { rounds, seed }: LongRun, result: LongResult): void {
  const verdict = `${result.passed ? 'passed' : '**failed**'}: ${result.figures}`;
  const today = new Date().toISOString().slice(0, 10);
  const cells = [test.name, test.what, verdict, rounds, seed, commit(), today];
  const others = rowsSoFar().filter((row) => !row.startsWith(`| ${test.name} `));
  const rows = [...others, `| ${cells.join(' | ')} |`].toSorted();
  writeFileSync(FILE, `${HEAD}${rows.join('\n')}\n`);
}

function rowsSoFar(): string[] {
  if (!existsSync(FILE)) return [];
  return readFileSync(FILE, 'utf8')
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
