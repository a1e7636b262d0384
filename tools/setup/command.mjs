import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Excerpt } from './excerpt.mjs';
import { ENDING_SIGNALS, exitCodeOf } from './foreground.mjs';
import { inRoot, root } from './paths.mjs';
import { SetUpError } from './say.mjs';

/** @type {['ignore', 'pipe', 'pipe']} */
const QUIET = ['ignore', 'pipe', 'pipe'];

/**
 * @typedef {object} CommandOptions
 * @property {NodeJS.ProcessEnv} [env] replaces the whole environment
 * @property {string} [cwd] the repository, unless told otherwise
 * @property {number} [limitMs] the command and its children are killed after this time
 * @property {(line: string) => void} [onLine] hears each line of both outputs
 */

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Each command leads a group of its own, so that its children end with it.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group ended by itself between our decision and the signal.
  }
}

/** A plain request to end, which ninja passes on to compilers in groups of their own. */
const endAll = () => running.forEach((child) => signalGroup(child, 'SIGTERM'));

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  endAll();
  process.exit(exitCodeOf(signal));
}

/**
 * A terminal's Ctrl-C reaches our group only, so we must end theirs.
 * @param {'on' | 'off'} change
 */
function watchForEnd(change) {
  for (const signal of ENDING_SIGNALS) process[change](signal, stop);
  process[change]('exit', endAll);
}

/**
 * Runs a command with nothing to read, and keeps the beginning and the end of what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run(command, args, { env = process.env, cwd = root, limitMs, onLine } = {}) {
  const excerpt = new Excerpt();
  /** @param {string} line */
  const hear = (line) => {
    excerpt.add(line);
    onLine?.(line);
  };
  const child = spawn(command, args, { cwd, env, detached: true, stdio: QUIET });
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', hear);
  if (running.size === 0) watchForEnd('on');
  running.add(child);
  const outOfTime = () => {
    hear(`(not finished after ${limitMs} ms)`);
    signalGroup(child, 'SIGKILL');
  };
  const timer = limitMs === undefined ? undefined : setTimeout(outOfTime, limitMs);

  return new Promise((resolve) => {
    /** @param {boolean} ok */
    const finish = (ok) => {
      clearTimeout(timer);
      running.delete(child);
      if (running.size === 0) watchForEnd('off');
      resolve({ ok, output: excerpt.toString() });
    };
    // Whatever it left running, such as a worker that hangs, ends with it.
    child.on('exit', () => signalGroup(child, 'SIGKILL'));
    child.on('close', (code) => finish(code === 0));
    child.on('error', (error) => {
      hear(error.message);
      finish(false);
    });
  });
}

/**
 * @param {string} purpose completes "could not …"
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} [options]
 */
export async function mustRun(purpose, command, args, options) {
  const { ok, output } = await run(command, args, options);
  if (!ok)
    throw new SetUpError(`${output}\n\nSet-up could not ${purpose}; the lines above say why.`);
}

/**
 * The environment in which our own tools are found before the system's.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withOwnTools(env) {
  const own = inRoot('node_modules', '.bin');
  const others = (env['PATH'] ?? '').split(':').filter((folder) => folder !== own);
  return { ...env, PATH: [own, ...others].join(':') };
}

/**
 * The environment without our own tools: an installer must not delete the Node it runs on.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutOwnTools(env) {
  const own = inRoot('node_modules');
  const others = (env['PATH'] ?? '').split(':').filter((folder) => !folder.startsWith(own));
  return { ...env, PATH: others.join(':') };
}
