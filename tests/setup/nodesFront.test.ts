import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { nodeOfPath, nodePath } from '../../shared/src/wire/protocolVersion.ts';
import { freePort } from '../support/freePort.ts';
import { certify } from '../support/relay.ts';

const DEPLOY = join(import.meta.dirname, '../../deploy');
const NGINX = process.env['CONCLAVE_NGINX'] ?? '/usr/sbin/nginx';
const CADDY = process.env['CONCLAVE_CADDY'] ?? '/usr/bin/caddy';
const missingCaddy = !existsSync(CADDY) && process.env['CI'] !== 'true';
const missing = !existsSync(NGINX) && process.env['CI'] !== 'true';

/** A folder with the front for this nginx, changed as a test needs it. */
function frontIn(change: (site: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-nodes-front-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  certify({ cert, key, name: 'meet.example.org', address: '127.0.0.1' });
  const site = readFileSync(join(DEPLOY, 'nginx/nodes.conf.template'), 'utf8')
    .replaceAll('@DOMAIN@', 'meet.example.org')
    .replaceAll('@CERTIFICATE_KEY@', key)
    .replaceAll('@CERTIFICATE@', cert);
  expect(site).not.toMatch(/@[A-Z]/u);
  writeFileSync(join(folder, 'site.conf'), change(site));
  const own = `daemon off; master_process off; pid ${folder}/pid;`;
  const main = `${own} events {} http { include ${folder}/site.conf; }`;
  writeFileSync(join(folder, 'nginx.conf'), main);
  return folder;
}

describe('the front of several servers', () => {
  it.skipIf(missing)('is one that nginx takes', () => {
    const folder = frontIn((site) => site);
    const tried = spawnSync(NGINX, ['-t', '-e', 'stderr', '-c', join(folder, 'nginx.conf')]);
    expect(tried.stderr.toString()).toContain('syntax is ok');
  });

  it.skipIf(missing)(
    'lets nobody outside speak as a node does, or choose their address',
    async () => {
      const came: IncomingHttpHeaders[] = [];
      const node = createServer((request, answer) => {
        came.push(request.headers);
        answer.end();
      }).listen(0, '127.0.0.1');
      onTestFinished(() => void node.close());
      await once(node, 'listening');
      const { port: nodePort } = v.parse(v.object({ port: v.number() }), node.address());
      const [port, plainPort] = [await freePort(), await freePort()];
      const folder = frontIn((site) =>
        site
          .replace('listen 443 ', `listen 127.0.0.1:${port} `)
          .replace('listen 80;', `listen 127.0.0.1:${plainPort};`)
          .replaceAll(/10\.0\.0\.[123]:3000/gu, `127.0.0.1:${nodePort}`),
      );
      const nginx = spawn(NGINX, ['-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
        stdio: 'ignore',
      });
      onTestFinished(async () => {
        nginx.kill();
        await once(nginx, 'close');
      });
      const headers = { 'x-conclave-forwarded': '1', 'x-forwarded-for': '203.0.113.9' };
      const ask = (path: string): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const at = { port, host: '127.0.0.1', path, headers, rejectUnauthorized: false };
          httpsRequest(at, (answer) => resolve(answer.resume().statusCode))
            .on('error', reject)
            .end();
        });
      await vi.waitFor(() => ask('/api/instance'), { timeout: 40_000 });
      expect(await ask('/n/node-2/signaling/?x=1')).toBe(200);
      expect(came).toHaveLength(2);
      for (const one of came) {
        expect(one).not.toHaveProperty('x-conclave-forwarded');
        expect(one['x-forwarded-for']).toBe('127.0.0.1');
      }
    },
  );

  it.skipIf(missingCaddy)('is one that Caddy takes, and that lets nobody speak as a node', () => {
    const args = ['adapt', '--adapter', 'caddyfile', '--config'];
    const env = { DOMAIN: 'meet.example.org', CADDY_TLS: 'internal', HOME: tmpdir() };
    const adapted = spawnSync(CADDY, [...args, join(DEPLOY, 'caddy/Caddyfile.nodes')], { env });
    expect(adapted.status, adapted.stderr.toString()).toBe(0);
    expect(adapted.stdout.toString()).toContain('"delete":["X-Conclave-Forwarded"]');
  });

  it('leads each node’s own path to it, as the server says it', () => {
    expect(nodePath('node-1')).toBe('/n/node-1/signaling');
    expect(nodeOfPath(nodePath('node-1'))).toBe('node-1');
    for (const path of [
      '/n/a/../b/signaling',
      '/n//signaling',
      '/n/A/signaling',
      '/n/a/signalingx',
    ])
      expect(nodeOfPath(path)).toBeUndefined();
    for (const front of ['nginx/nodes.conf.template', 'caddy/Caddyfile.nodes'])
      expect(readFileSync(join(DEPLOY, front), 'utf8')).toMatch(/\/n\//u);
  });
});
