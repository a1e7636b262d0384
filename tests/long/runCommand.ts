import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program of the checkout with its output shown. Returns how it ended, and its last lines. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ passed: boolean; lines: readonly string[] }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    output += text;
  });
  await once(child, 'close');
  return { passed: child.exitCode === 0, lines: output.trim().split('\n') };
}
