import type { LongResult } from './LongTest.ts';
import { runCommand } from './runCommand.ts';

/** Runs those tests of some files whose titles name a requirement. Where none runs, nothing was shown. */
export async function vitestRun(title: string, files: readonly string[]): Promise<LongResult> {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '-t', title, '--no-color', ...files];
  const { CONCLAVE_TURNSERVER = '/usr/bin/turnserver' } = process.env;
  const { passed, lines } = await runCommand(args, { CONCLAVE_TURNSERVER });
  const count = Number(/Tests .*?(\d+) passed/u.exec(lines.join('\n'))?.[1] ?? 0);
  return { passed: passed && count > 0, figures: `${count} tests hold` };
}
