import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { proveWorker } from '../../tools/setup/workerProof.mjs';

const smokeTest = fileURLToPath(new URL('../../tools/setup/smokeTest.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'conclave-smoke-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const goodWorker = process.env['MEDIASOUP_WORKER_BIN'] ?? '';
const namespaces = process.env['CONCLAVE_NETNS'] === '1';

/** A program in the place of a worker. */
function worker(...lines: string[]): string {
  const path = join(folder, `worker-${readdirSync(folder).length}`);
  writeFileSync(path, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(path, 0o755);
  return path;
}

/** Runs the smoke test as a person would. */
function prove(path: string, limitMs: number): { code: number | null; said: string } {
  const args = [smokeTest, path, String(limitMs)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { code: status, said: `${stdout}${stderr}`.trim() };
}

describe('the smoke test of a media worker', () => {
  it('refuses a file that is no program', () => {
    const path = join(folder, 'text');
    writeFileSync(path, 'mediasoup');
    const { code, said } = prove(path, 30_000);
    expect(code).toBe(1);
    expect(said).toMatch(/^The worker failed while starting it: .*EACCES\.$/);
  });

  it('refuses a program that ends at once as if all were well', () => {
    const { code, said } = prove(worker('exit 0'), 30_000);
    expect(code).toBe(1);
    expect(said).toMatch(/^The worker failed while starting it: .*code:0/);
  });

  it('refuses a worker that exits with an error', () => {
    const { code, said } = prove(worker('exit 41'), 30_000);
    expect(code).toBe(1);
    expect(said).toMatch(/^The worker failed while starting it: .*code:41/);
  });

  it('refuses a worker that never says a word', () => {
    const { code, said } = prove(worker('exec sleep 2'), 300);
    expect(code).toBe(1);
    expect(said).toBe('The worker failed while starting it: no answer within 300 ms.');
  });

  it.skipIf(goodWorker === '' || !namespaces)(
    'refuses a worker that answers every request and carries no media',
    () => {
      // In a network of its own it binds its ports, and no packet from here reaches them.
      const deaf = `ip link set lo up; exec '${goodWorker}' "$@"`;
      const { code, said } = prove(
        worker(`exec unshare --net sh -c '${deaf.replaceAll("'", `'\\''`)}' sh "$@"`),
        5_000,
      );
      expect(code).toBe(1);
      expect(said).toMatch(/^The worker failed while shaking hands over DTLS to send: /);
    },
  );

  it.skipIf(goodWorker === '')('accepts a worker that carries a packet', () => {
    const { code, said } = prove(goodWorker, 30_000);
    expect(said).toMatch(
      /^A packet came back from the worker at try \d+, \d+ ms after its start\.$/,
    );
    expect(code).toBe(0);
  });
});

describe('proveWorker', () => {
  it('says that a file is missing', async () => {
    const wrong = await proveWorker('/nowhere/worker', join(folder, 'proofs'));
    expect(wrong).toBe('There is no file /nowhere/worker.');
  });

  it('does not remember a worker that failed as a good one', async () => {
    const [path, proofs] = [worker('exit 41'), join(folder, 'proofs')];
    expect(await proveWorker(path, proofs)).toMatch(/code:41/);
    expect(await proveWorker(path, proofs)).toMatch(/code:41/);
  });

  it.skipIf(goodWorker === '')('forgets its proof when the worker changes', async () => {
    const proofs = join(folder, 'proofs');
    const path = worker(`exec '${goodWorker}' "$@"`);
    expect(await proveWorker(path, proofs)).toBeUndefined();
    writeFileSync(path, '#!/bin/sh\nexit 41\n');
    expect(await proveWorker(path, proofs)).toMatch(/code:41/);
  });
});
