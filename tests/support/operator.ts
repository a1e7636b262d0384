import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { findPostgres } from './postgres.ts';
import { COMPILE_CACHE } from './server.ts';

const OPERATOR = join(import.meta.dirname, '../../server/src/operator.ts');

/** Runs a command of the operator as a person at a terminal would. */
export function operator(
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const { PATH = '', HOME = '' } = process.env;
  // Debian keeps PostgreSQL's programs off the PATH; the client's wrapper is on it.
  const path = [PATH, findPostgres() ?? ''].join(':');
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [OPERATOR, ...args],
      { env: { PATH: path, HOME, NODE_COMPILE_CACHE: COMPILE_CACHE, ...env } },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
