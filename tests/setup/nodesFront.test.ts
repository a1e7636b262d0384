import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { nodeOfPath, nodePath } from '../../shared/src/wire/protocolVersion.ts';

const DEPLOY = join(import.meta.dirname, '../../deploy');
const NGINX = process.env['CONCLAVE_NGINX'] ?? '/usr/sbin/nginx';
const missing = !existsSync(NGINX) && process.env['CI'] !== 'true';

describe('the front of several servers', () => {
  it.skipIf(missing)('is one that nginx takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'conclave-nodes-front-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const subject = ['-subj', '/CN=meet.example.org', '-keyout', key, '-out', cert];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    execFileSync('openssl', ['req', '-x509', '-nodes', '-days', '1', ...kind, ...subject], {
      stdio: 'ignore',
    });
    const site = readFileSync(join(DEPLOY, 'nginx/nodes.conf.template'), 'utf8')
      .replaceAll('@DOMAIN@', 'meet.example.org')
      .replaceAll('@CERTIFICATE_KEY@', key)
      .replaceAll('@CERTIFICATE@', cert);
    expect(site).not.toMatch(/@[A-Z]/u);
    writeFileSync(join(folder, 'site.conf'), site);
    const main = `pid ${folder}/pid; events {} http { include ${folder}/site.conf; }`;
    writeFileSync(join(folder, 'nginx.conf'), main);
    const tried = spawnSync(NGINX, ['-t', '-e', 'stderr', '-c', join(folder, 'nginx.conf')]);
    expect(tried.stderr.toString()).toContain('syntax is ok');
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
