import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAbandoned, withLock } from '../../tools/setup/lock.mjs';

const here = { host: 'this', now: 1_000_000, isAlive: (pid: number) => pid === 7 };

describe('isAbandoned', () => {
  it('takes a dead process of this machine for gone at once', () => {
    expect(isAbandoned({ host: 'this', pid: 8, beatAt: here.now }, here)).toBe(true);
  });

  it('waits for a living process of this machine', () => {
    expect(isAbandoned({ host: 'this', pid: 7, beatAt: here.now - 50_000 }, here)).toBe(false);
  });

  it('does not wait for a process that got the number of the dead holder', () => {
    expect(isAbandoned({ host: 'this', pid: 7, beatAt: here.now - 61_000 }, here)).toBe(true);
  });

  it('judges a process of another machine by its silence only', () => {
    expect(isAbandoned({ host: 'other', pid: 8, beatAt: here.now - 50_000 }, here)).toBe(false);
    expect(isAbandoned({ host: 'other', pid: 7, beatAt: here.now - 61_000 }, here)).toBe(true);
  });
});

describe('withLock', () => {
  let folder = '';
  const lock = (): { path: string; waitingFor: string } => ({
    path: join(folder, 'some', 'set-up.lock'),
    waitingFor: 'is trying',
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conclave-lock-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('lets only one of several in at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await turn();
      inside -= 1;
    };
    await Promise.all([withLock(lock(), work), withLock(lock(), work), withLock(lock(), work)]);
    expect(most).toBe(1);
  });

  it('takes over from a process that died holding it', async () => {
    await withLock(lock(), async () => turn());
    const { pid } = spawnSync('true');
    writeFileSync(lock().path, JSON.stringify({ host: hostname(), pid }));
    expect(await withLock(lock(), () => Promise.resolve('mine'))).toBe('mine');
  });

  it('takes over an old file that says nothing it can read', async () => {
    await withLock(lock(), async () => turn());
    writeFileSync(lock().path, '');
    utimesSync(lock().path, 1, 1);
    expect(await withLock(lock(), () => Promise.resolve('mine'))).toBe('mine');
  });

  it('is free again after work that failed', async () => {
    const failing = withLock(lock(), () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(lock().path)).toBe(false);
  });
});
