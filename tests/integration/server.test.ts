import { existsSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { policyVersions } from '@conclave/shared/dataMap/policyVersions';
import { logFields } from '@conclave/shared/dataMap/logFields';
import { childrenOf } from '../support/processes.ts';
import { startRefused, startServer, type RunningServer } from '../support/server.ts';

const CANARY = 'Zanzibar7f3a9c1ecanary';

const production = {
  NODE_ENV: 'production',
  LISTEN: '127.0.0.1',
  CONTROLLER_NAME: 'Hallwerk Cooperative',
  CONTROLLER_ADDRESS: 'Kiel, Hafenstr. 1',
  CONTROLLER_EMAIL: 'privacy@hallwerk.example',
  DPO: 'none',
  HOSTING_LOCATION: 'Kiel, Germany',
  PUBLIC_ORIGIN: 'https://meet.hallwerk.example',
  SESSION_SECRET: `session-${CANARY}-${'x'.repeat(32)}`,
  PEPPER: `pepper-${CANARY}-${'x'.repeat(32)}`,
  SMTP_URL: `smtps://user:${CANARY}@mail.hallwerk.example:465`,
  MAIL_FROM: 'Conclave <meet@hallwerk.example>',
  METRICS_PORT: '0',
};

async function ownServer(
  env: Record<string, string> = {},
  args: string[] = [],
): Promise<RunningServer> {
  const server = await startServer({ env, args });
  onTestFinished(() => server.remove());
  return server;
}

describe('a server', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  it.each(['/healthz', '/readyz'])('answers %s', async (path) => {
    const response = await fetch(server.origin + path);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  it('[R1] says about itself who runs it, on which terms', async () => {
    const response = await fetch(`${server.origin}/api/instance`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      controller: null,
      registration: 'open',
      termsVersion: policyVersions.terms,
      logDays: 30,
    });
  });

  it('takes reports of the content policy, counts them and keeps nothing', async () => {
    const report = (body: unknown): Promise<Response> =>
      fetch(`${server.origin}/api/csp`, {
        method: 'POST',
        headers: { 'content-type': 'application/reports+json' },
        body: JSON.stringify(body),
      });
    const violation = { effectiveDirective: 'img-src', documentURL: `https://x/#${CANARY}` };
    expect((await report([{ type: 'csp-violation', body: violation }])).status).toBe(204);
    expect((await report([{ type: 'other', body: CANARY }])).status).toBe(204);
    expect((await report('none')).status).toBe(400);
    expect(JSON.stringify(server.log())).not.toContain(CANARY);
  });

  it('[R92] writes no path, query, header or body into its log', async () => {
    const headers = { 'user-agent': CANARY, referer: `https://x/${CANARY}`, cookie: CANARY };
    await fetch(`${server.origin}/m/${CANARY}?token=${CANARY}`, { headers });
    await fetch(`${server.origin}/m/x%23${CANARY}`, { headers });
    await fetch(`${server.origin}/api/${CANARY}`, { method: 'POST', body: CANARY, headers });
    await fetch(`${server.origin}/%ff${CANARY}`, { headers });
    const logs = join(server.dataDir, 'logs');
    const written = readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8'));
    expect(written.join()).toContain('http.request');
    expect(written.join()).not.toContain(CANARY);
    expect(server.output()).not.toContain(CANARY);
  });

  it('[R62] writes only fields that the data map knows', () => {
    const known = new Set([...Object.keys(logFields), 'level', 'time', 'event']);
    const fields = new Set(server.log().flatMap((line) => Object.keys(line)));
    expect(fields.size).toBeGreaterThan(5);
    expect([...fields].filter((field) => !known.has(field))).toEqual([]);
  });

  it('keeps what it writes to itself', () => {
    const modes = [server.dataDir, ...readdirSync(server.dataDir, { recursive: true })].map(
      (name) =>
        statSync(join(server.dataDir, String(name).replace(server.dataDir, ''))).mode & 0o077,
    );
    expect(modes.length).toBeGreaterThan(4);
    expect(new Set(modes)).toEqual(new Set([0]));
  });

  it('[R132, T12] cuts a client that never finishes its headers', async () => {
    const socket = connect(Number(new URL(server.origin).port), 'localhost');
    const from = performance.now();
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n');
    const drip = setInterval(() => socket.write('X: y\r\n'), 500);
    // What it drips after the end breaks the connection: the answer was there before.
    socket.on('error', () => undefined);
    let answer = '';
    socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
    await once(socket, 'close').finally(() => clearInterval(drip));
    expect(answer).toContain('408');
    // 10 s, and what a busy machine adds; a whole request may take 30 s.
    expect(performance.now() - from).toBeLessThan(20_000);
  });
});

describe.runIf(process.platform === 'linux')('a server that rests', () => {
  it('takes less than 200 MB, its media worker included', async () => {
    const server = await ownServer();
    await pause(2_000);
    const pids = [server.pid, ...childrenOf(server.pid)];
    const pssKb = pids.map((pid) =>
      Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]),
    );
    expect(pssKb).toHaveLength(2);
    expect(pssKb.reduce((sum, kb) => sum + kb, 0)).toBeLessThan(200_000);
  });
});

describe('the end of a server', () => {
  it('[T05] is orderly on a signal, and everything is there again', async () => {
    const server = await ownServer();
    const code = await server.stop();
    expect(code).toBe(0);
    await expect(fetch(`${server.origin}/healthz`)).rejects.toThrow();
    await server.restart();
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
    const events = server.log().map(({ event }) => event);
    expect(events.filter((event) => event === 'server.started')).toHaveLength(2);
    expect(events).toContain('shutdown.asked');
  });

  it('[T01] does not hinder the next start when it was a kill', async () => {
    const begun = performance.now();
    const server = await ownServer();
    const firstMs = performance.now() - begun;
    await server.kill9();
    const from = performance.now();
    await server.restart();
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
    expect(performance.now() - from).toBeLessThan(2 * firstMs + 3_000);
  });

  it('lets a running request finish, within bounds', async () => {
    const server = await ownServer();
    const socket = connect(Number(new URL(server.origin).port), 'localhost');
    const body = '[]';
    let answer = '';
    socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
    const closed = once(socket, 'close');
    socket.write(
      'POST /api/csp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n' +
        `Expect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    // It has begun.
    await expect.poll(() => answer).toContain('100 Continue');
    const stopped = server.stop();
    const isStopping = (): boolean => server.log().some(({ event }) => event === 'shutdown.asked');
    await expect.poll(isStopping).toBe(true);
    socket.end(body);
    await closed;
    expect(answer).toContain('204');
    expect(await stopped).toBe(0);
  });
});

describe('a server that cannot start', () => {
  it('[R1] lists in production all that is missing, and exits with 1', async () => {
    const { code, output } = await startRefused({ NODE_ENV: 'production' });
    expect(code).toBe(1);
    for (const name of [
      'CONTROLLER_NAME',
      'DPO',
      'PUBLIC_ORIGIN',
      'PEPPER',
      'SMTP_URL',
      'MAIL_FROM',
    ]) {
      expect(output).toContain(`${name} is missing`);
    }
  });

  it('says that another server has the folder', async () => {
    const server = await ownServer();
    const { code, output } = await startRefused({ DATA_DIR: server.dataDir });
    expect(code).toBe(1);
    expect(output).toContain('Another server uses this DATA_DIR');
    expect((await fetch(`${server.origin}/readyz`)).status).toBe(200);
  });

  it('[R131] does not start over accounts whose keys are lost, and makes no others', async () => {
    const server = await ownServer();
    await server.stop();
    const keys = join(server.dataDir, 'account-keys');
    expect(readdirSync(keys)).toEqual(['mark']);
    renameSync(keys, `${keys}-elsewhere`);
    const { code, output } = await startRefused({ DATA_DIR: server.dataDir });
    expect(code).toBe(1);
    expect(output).toContain('The keys of accounts are not there. Put the folder');
    expect(existsSync(keys)).toBe(false);
    renameSync(`${keys}-elsewhere`, keys);
    await server.restart();
  });

  it('says that the port is taken', async () => {
    const server = await ownServer();
    const { port } = new URL(server.origin);
    const { code, output } = await startRefused({
      PORT: port,
      DATA_DIR: `${server.dataDir}/other`,
    });
    expect(code).toBe(1);
    expect(output).toContain('The port is taken');
  });

  it('says that the database does not answer, without its password', async () => {
    const { code, output } = await startRefused({
      DATABASE_URL: `postgres://user:${CANARY}@127.0.0.1:1/none`,
    });
    expect(code).toBe(1);
    expect(output).toContain('DATABASE_URL does not answer');
    expect(output).not.toContain(CANARY);
  });
});

describe('a production server', () => {
  it('sends HSTS, takes its own origin only, and shows no secret', async () => {
    const server = await ownServer({ ...production, PORT: '0' });
    const port = /port (\d+)/.exec(server.output())?.[1] ?? '';
    const origin = `http://127.0.0.1:${port}`;
    const response = await fetch(`${origin}/api/instance`);
    expect(response.headers.get('strict-transport-security')).toContain('max-age=63072000');
    expect(response.headers.get('content-security-policy')).toContain(
      "connect-src 'self' wss://meet.hallwerk.example;",
    );
    expect(await response.json()).toMatchObject({
      controller: { name: 'Hallwerk Cooperative', mail: 'privacy@hallwerk.example' },
      dataProtectionOfficer: null,
      hostingLocation: 'Kiel, Germany',
      registration: 'invite',
    });
    const post = (from: string): Promise<Response> =>
      fetch(`${origin}/api/prelogin`, { method: 'POST', headers: { origin: from } });
    expect((await post(origin)).status).toBe(403);
    expect((await post(production.PUBLIC_ORIGIN)).status).toBe(400);
    expect(JSON.stringify(server.log()) + server.output()).not.toContain(CANARY);
    expect(readdirSync(server.dataDir)).not.toContain('secrets.json');
  });
});

describe('a server with --lan', () => {
  it('serves TLS with a certificate that it keeps, and shows a code to scan', async () => {
    const server = await ownServer({ LISTEN: '127.0.0.1' }, ['--lan']);
    const { port } = new URL(server.origin);
    const fingerprint = async (): Promise<string> => {
      const socket = connectTls({
        host: '127.0.0.1',
        port: Number(port),
        rejectUnauthorized: false,
      });
      await once(socket, 'secureConnect');
      const { fingerprint256 } = socket.getPeerCertificate();
      socket.destroy();
      return fingerprint256;
    };
    expect(server.origin).toMatch(/^https:/);
    expect(server.output()).toContain('Scan it');
    const first = await fingerprint();
    await server.restart();
    expect(await fingerprint()).toBe(first);
  });
});
