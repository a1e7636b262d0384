import { randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from './say.mjs';

const BEAT_MS = 5_000;
/** Higher keeps others waiting after a crash on another machine; lower mistakes a busy holder for a dead one. */
const ABANDONED_AFTER_MS = 60_000;
const LOOK_AGAIN_MS = 300;

/** @typedef {{ host: string, pid: number, beatAt: number }} Holder */

/**
 * A holder that died without a word must not stop everybody else. Its process number tells, on its
 * own machine; elsewhere, and when the number was given to another process, only its silence does.
 * @param {Holder} holder
 * @param {{ host: string, now: number, isAlive: (pid: number) => boolean }} here
 */
export function isAbandoned(holder, { host, now, isAlive }) {
  if (now - holder.beatAt > ABANDONED_AFTER_MS) return true;
  return holder.host === host && !isAlive(holder.pid);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {string} path @returns {Holder | undefined} */
function readHolder(path) {
  const beatAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (beatAt === undefined) return undefined;
  try {
    const { host, pid } = JSON.parse(readFileSync(path, 'utf8'));
    return { host: String(host), pid: Number(pid), beatAt };
  } catch {
    // Not written by us, or released just now: its age alone decides.
    return { host: '', pid: 0, beatAt };
  }
}

/**
 * A hard link appears whole or not at all, so nobody ever reads half a holder.
 * @param {string} path
 * @param {string} content
 */
function tryToTake(path, content) {
  const own = `${path}.${randomUUID()}`;
  writeFileSync(own, content);
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own);
  }
}

/** @param {string} path @param {string} waitingFor @param {string} content */
async function take(path, waitingFor, content) {
  let told = false;
  while (!tryToTake(path, content)) {
    const holder = readHolder(path);
    if (holder && isAbandoned(holder, { host: hostname(), now: Date.now(), isAlive })) {
      // Two waiters may both do this and both go on. That costs work done twice, never a wrong
      // result: whatever is made under a lock is put in place by one rename.
      rmSync(path, { force: true });
    } else if (holder && !told) {
      say(`set-up: waiting for process ${holder.pid}, which ${waitingFor} …`);
      told = true;
    }
    await wait(LOOK_AGAIN_MS);
  }
}

/**
 * Does work that two set-ups at once must not both do.
 * @template T
 * @param {{ path: string, waitingFor: string }} lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock({ path, waitingFor }, work) {
  mkdirSync(dirname(path), { recursive: true });
  const content = JSON.stringify({ host: hostname(), pid: process.pid, id: randomUUID() });
  await take(path, waitingFor, content);
  const beat = setInterval(() => {
    try {
      utimesSync(path, new Date(), new Date());
    } catch {
      // Somebody took us for dead; see take() for why that is harmless.
    }
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if (existsSync(path) && readFileSync(path, 'utf8') === content) rmSync(path);
  }
}
