import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fill, templateValues } from '../../tools/production/render.mjs';
import { answering } from './answering.ts';
import { certify } from './relay.ts';

const DEPLOY = join(import.meta.dirname, '../../deploy/nginx');
const STREAM_MODULE = '/usr/lib/nginx/modules/ngx_stream_module.so';
const NGINX = process.env['CONCLAVE_NGINX'] ?? '/usr/sbin/nginx';

/** Whether Debian's nginx is here; tests of the front are skipped otherwise, but not in CI. */
export function hasFront(): boolean {
  return (existsSync(NGINX) && existsSync(STREAM_MODULE)) || process.env['CI'] === 'true';
}

export interface FrontOptions {
  /** The name that people open; its certificate signs itself. */
  readonly domain: string;
  readonly relayName: string;
  readonly ports: {
    readonly front: number;
    readonly redirect: number;
    readonly https: number;
    readonly hop: number;
    readonly server: number;
    readonly relayTls: number;
  };
  readonly address?: string;
  readonly start?: (command: string, args: string[]) => ChildProcess;
}

export interface Front {
  readonly certificate: string;
  /** What it wrote into any file of its own. */
  written(): string;
  stop(): Promise<void>;
}

/** nginx with the two files that `npm run setup:production` writes, on ports of its own. */
export async function startFront(options: FrontOptions): Promise<Front> {
  const { domain, relayName, ports, address = '127.0.0.1', start = spawnHere } = options;
  const folder = mkdtempSync(join(tmpdir(), 'conclave-front-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  certify({ cert, key, name: domain, address });
  const settings = { DOMAIN: domain, TURN_REALM: relayName, PORT: String(ports.server) };
  const values = {
    ...templateValues(settings, folder),
    ...{ FRONT_PORT: String(ports.front), REDIRECT_PORT: String(ports.redirect) },
    ...{ HTTPS_PORT: String(ports.https), TURN_HOP_PORT: String(ports.hop) },
    ...{ TURN_TLS_PORT: String(ports.relayTls), CERTIFICATE: cert, CERTIFICATE_KEY: key },
  };
  const template = (name: string): string =>
    fill(readFileSync(join(DEPLOY, `${name}.conf.template`), 'utf8'), values);
  writeFileSync(join(folder, 'stream.conf'), template('stream'));
  writeFileSync(join(folder, 'site.conf'), template('site'));
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(join(folder, 'nginx.conf'), mainConfiguration(folder));
  const child = start(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;']);
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  await answering(address, ports.front, () => {
    if (child.exitCode !== null) throw new Error(`nginx ended:\n${output}`);
  });
  return {
    certificate: readFileSync(cert, 'utf8'),
    written: () => output,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const closed = once(child, 'close');
        child.kill('SIGTERM');
        await closed;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As Debian's own, with everything it writes in one folder. */
const mainConfiguration = (folder: string): string => `
load_module ${STREAM_MODULE};
pid ${folder}/nginx.pid;
error_log stderr warn;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
include ${folder}/stream.conf;
http {
  client_body_temp_path ${folder}/tmp/body;
  proxy_temp_path ${folder}/tmp/proxy;
  fastcgi_temp_path ${folder}/tmp/fastcgi;
  uwsgi_temp_path ${folder}/tmp/uwsgi;
  scgi_temp_path ${folder}/tmp/scgi;
  include ${folder}/site.conf;
}
`;

function spawnHere(command: string, args: string[]): ChildProcess {
  return spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
