import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './paths.mjs';

/** @type {NodeJS.Signals[]} */
export const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * What a shell reports for a program that a signal ended.
 * @param {NodeJS.Signals} signal
 */
export const exitCodeOf = (signal) => 128 + constants.signals[signal];

/**
 * Runs the program that set-up was for: it has our terminal and hears the signals we hear.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
export function runInForeground(command, args, env) {
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });

  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    // A terminal sends Ctrl-C to the whole group; passing it on would make a second one of it,
    // which many programs take for "stop at once".
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of ENDING_SIGNALS) process.on(signal, pass);

  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const each of ENDING_SIGNALS) process.off(each, pass);
      resolve(code ?? (signal === null ? 1 : exitCodeOf(signal)));
    });
  });
}

/**
 * Runs a program whose words are shown when it has ended, so that several can run beside each other.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ exitCode: number, output: string }>}
 */
export function runInBackground(command, args, env) {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (/** @type {Buffer} */ bytes) => void output.push(bytes));
  }
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => void child.kill(signal);
  for (const signal of ENDING_SIGNALS) process.on(signal, pass);

  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const each of ENDING_SIGNALS) process.off(each, pass);
      const exitCode = code ?? (signal === null ? 1 : exitCodeOf(signal));
      resolve({ exitCode, output: Buffer.concat(output).toString() });
    });
  });
}

/**
 * Ends the set-up by becoming the program it was for, so that no parent stays in memory, stands
 * between it and its signals, or dies and leaves it behind.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code, where a process cannot become another one, as on Windows
 */
export async function become(command, args, env) {
  if (process.execve === undefined) return runInForeground(command, args, env);
  process.chdir(root);
  return process.execve(command, [command, ...args], env);
}
