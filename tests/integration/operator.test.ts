import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../support/server.ts';

const OPERATOR = fileURLToPath(new URL('../../server/src/operator.ts', import.meta.url));

describe('the operator’s command line, beside a running server', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  function operator(...args: string[]): Promise<{ code: number; output: string }> {
    const { PATH = '' } = process.env;
    const env = { PATH, DATA_DIR: server.dataDir, PORT: new URL(server.origin).port };
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

  it('writes no log of its own between those of the server', async () => {
    const logs = join(server.dataDir, 'logs');
    const before = readdirSync(logs);
    await operator('health');
    expect(readdirSync(logs)).toEqual(before);
  });
});
