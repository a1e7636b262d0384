import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { answering } from './answering.ts';

const TURN = join(import.meta.dirname, '../../turn');

/** Whether Debian's coturn is here; tests of the relay are skipped otherwise, but not in CI. */
export function hasRelay(): boolean {
  return (process.env['CONCLAVE_TURNSERVER'] ?? '') !== '' || process.env['CI'] === 'true';
}

export interface RelayOptions {
  /** The media workers' addresses. */
  readonly peers: string;
  readonly address?: string;
  readonly port: number;
  readonly tlsPort: number;
  /** Starts it elsewhere, as in a network of its own. */
  readonly start?: (command: string, env: Record<string, string>) => ChildProcess;
}

export interface Relay {
  readonly secret: string;
  /** For those who shall trust it. */
  readonly certificate: string;
  readonly folder: string;
  /** What it wrote so far. */
  output(): string;
  stop(): Promise<void>;
}

/** The name that its certificate is for. */
export const RELAY_NAME = 'turn.conclave.test';

/** The relay as `turn/` starts it, with its own template. Loopback is allowed, as tests need it. */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const { peers, address = '127.0.0.1', port, tlsPort, start = spawnHere } = options;
  const folder = mkdtempSync(join(tmpdir(), 'conclave-turn-'));
  cpSync(TURN, folder, { recursive: true });
  if (peers.includes('127.')) {
    appendFileSync(join(folder, 'turnserver.conf.template'), 'allow-loopback-peers\n');
  }
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  certify({ cert, key, name: RELAY_NAME, address });
  const secret = 'relay-secret-of-the-tests-with-40-letters';
  const child = start(join(folder, 'entrypoint.sh'), {
    PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin',
    ...{ TURN_REALM: RELAY_NAME, TURN_SECRET: secret, TURN_PEERS: peers },
    ...{ TURN_LISTEN: address, TURN_RELAY_ADDRESS: address },
    ...{ TURN_PORT: String(port), TURN_TLS_PORT: String(tlsPort) },
    ...{ TURN_CERT: cert, TURN_KEY: key, TURN_RUN_DIR: join(folder, 'run') },
  });
  const lines: string[] = [];
  const running = new Promise<void>((resolve, reject) => {
    if (!child.stdout) throw new Error('its output is needed');
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      if (line.includes('SQLite DB connection success')) resolve();
    });
    child.once('close', () => reject(new Error(`the relay ended:\n${lines.join('\n')}`)));
  });
  await running;
  if (options.start === undefined) {
    const check = (): void => {
      if (child.exitCode !== null) throw new Error(`the relay ended:\n${lines.join('\n')}`);
    };
    for (const at of [port, tlsPort]) await answering(address, at, check);
  }
  return {
    secret,
    folder,
    certificate: readFileSync(cert, 'utf8'),
    output: () => lines.join('\n'),
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

function spawnHere(command: string, env: Record<string, string>): ChildProcess {
  return spawn(command, [], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** A certificate that signs itself, for a name and an address. */
export function certify(files: { cert: string; key: string; name: string; address: string }): void {
  const { cert, key, name, address } = files;
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const names = ['-addext', `subjectAltName=DNS:${name},IP:${address}`];
  const out = ['-keyout', key, '-out', cert, '-subj', `/CN=${name}`];
  execFileSync('openssl', ['req', '-x509', ...made, ...out, ...names], { stdio: 'ignore' });
}
