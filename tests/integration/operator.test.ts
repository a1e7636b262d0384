import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OPERATOR_HEADER, OperatorHealth } from '@conclave/shared/wire/operatorApi';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { COMPILE_CACHE, startServer, type RunningServer } from '../support/server.ts';

const OPERATOR = fileURLToPath(new URL('../../server/src/operator.ts', import.meta.url));

const Secrets = v.object({ session: v.string(), pepper: v.string() });

describe('the operator’s command line, beside a running server', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  function operator(...args: string[]): Promise<{ code: number; output: string }> {
    const { PATH = '' } = process.env;
    const { port: PORT } = new URL(server.origin);
    const env = { PATH, DATA_DIR: server.dataDir, PORT, NODE_COMPILE_CACHE: COMPILE_CACHE };
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [OPERATOR, ...args],
        { env },
        (_, stdout, stderr) => {
          resolve({ code: child.exitCode ?? -1, output: stdout + stderr });
        },
      );
    });
  }

  it('says that all is well, and after the end of the server that it is not', async () => {
    const well = await operator('health');
    expect(well.output).toContain('ready     yes');
    expect(well.code).toBe(0);
    await server.stop();
    const ill = await operator('health');
    expect(ill.output).toContain('no answer');
    expect(ill.code).toBe(1);
    await server.restart();
  });

  it('creates a company; the link works at the running server', async () => {
    const { code, output } = await operator('create-company', '--name', 'Hallwerk Cooperative');
    expect(code).toBe(0);
    const token = /\/register#invite=([\w-]{43})\n/.exec(output)?.[1];
    const response = await fetch(`${server.origin}/api/invites/look`, {
      method: 'POST',
      headers: { origin: server.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(await response.json()).toEqual({ accountName: 'Hallwerk Cooperative', role: 'admin' });
  });

  it('[R78, R79] marks a company as lapsed and as paid, and says when all of it goes', async () => {
    const list = (): Promise<string[]> =>
      operator('companies').then(({ output }) => output.trim().split('\n'));
    const [row = ''] = (await list()).filter((line) => line.includes('Hallwerk Cooperative'));
    const id = row.slice(0, 36);
    expect(row).toContain('active  no end');
    const lapsed = await operator('mark-lapsed', '--company', id);
    expect(lapsed.output).toContain('Everything goes on');
    expect((await list()).join('\n')).toContain('lapsed');
    expect((await operator('retention')).output).toMatch(
      new RegExp(`\\d{4}-\\d{2}-\\d{2} {2}company {2}${id}`),
    );
    const paid = await operator('mark-paid', '--company', id, '--until', '2999-12-31');
    expect(paid.output).toContain('until the end of 2999-12-31');
    expect((await operator('retention')).output).toContain('Nothing is due.');
    const wrong = [
      ['mark-paid', '--company', id, '--until', '2026-02-30'],
      ['mark-paid', '--company', 'nobody', '--until', 'always'],
      ['mark-lapsed', '--company', 'nobody'],
    ];
    const codes = wrong.map(async (args) => (await operator(...args)).code);
    expect(await Promise.all(codes)).toEqual([1, 1, 1]);
  });

  it('replaces the session secret, and never the pepper', async () => {
    const read = (): unknown =>
      JSON.parse(readFileSync(join(server.dataDir, 'secrets.json'), 'utf8'));
    const before = v.parse(Secrets, read());
    expect((await operator('rotate-secrets')).code).toBe(0);
    const after = v.parse(Secrets, read());
    expect(after.pepper).toBe(before.pepper);
    expect(after.session).not.toBe(before.session);
    expect(after.session).toHaveLength(before.session.length);
  });

  it('shows health to who sits at it, and by the token alone where there is one', async () => {
    const read = async (from: RunningServer, token?: string): Promise<Response> =>
      fetch(`${from.origin}/api/operator/health`, {
        headers: token === undefined ? {} : { [OPERATOR_HEADER]: token },
      });
    const here = v.parse(OperatorHealth, await (await read(server)).json());
    expect(here).toMatchObject({ ready: true, companies: 1, lapsed: 0, accounts: 0, rooms: 0 });
    const token = 'an operator token of enough letters';
    const guarded = await startServer({ env: { OPERATOR_TOKEN: token } });
    onTestFinished(() => guarded.remove());
    for (const wrong of [undefined, '', `${token}x`]) {
      expect((await read(guarded, wrong)).status).toBe(404);
    }
    expect((await read(guarded, token)).status).toBe(200);
  });

  it.each([
    [['create-company']],
    [['create-company', '--name', '']],
    [['create-company', '--name', 'A', '--more', 'B']],
    [['delete-everything']],
    [[]],
  ])('refuses %j and says what there is', async (args) => {
    const { code, output } = await operator(...args);
    expect(code).toBe(1);
    expect(output).toMatch(/npm run operator -- create-company|no name for a company/);
  });

  it('[T29] confirms no clock that nobody doubts', async () => {
    const { output, code } = await operator('trust-clock', '--date', '2026-11-22');
    expect([output.trim(), code]).toEqual(['The clock is believed: nothing to confirm.', 0]);
  });

  it('has every command in the documentation', async () => {
    const { output } = await operator();
    const names = Array.from(output.matchAll(/operator -- ([a-z-]+)/g), ([, name = '']) => name);
    const root = new URL('../../', import.meta.url);
    const pages = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
    const documented = ['README.md', ...pages.map((name) => `docs/${name}`)]
      .map((name) => readFileSync(new URL(name, root), 'utf8'))
      .join();
    expect(names.length).toBeGreaterThan(7);
    expect(names.filter((name) => !new RegExp(`[\\x60 ]${name}\\b`).test(documented))).toEqual([]);
  });

  it('writes no log of its own between those of the server', async () => {
    const logs = join(server.dataDir, 'logs');
    const before = readdirSync(logs);
    await operator('health');
    expect(readdirSync(logs)).toEqual(before);
  });
});
