import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './freePort.ts';
import { childrenOf } from './processes.ts';

export interface Postgres {
  /** Its address, without the name of a database. */
  readonly server: string;
  /** Stops it in the middle of whatever it does, as a machine that hangs, until resume(). */
  pause(): void;
  resume(): void;
  /** Ends all of it in the middle of whatever it does, as a power cut of its machine. */
  crash(): Promise<void>;
  /** After a crash: resolves when it answers again, at the same address. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

/** Where initdb and postgres lie, or undefined: then tests of Postgres are skipped (not in CI). */
export function findPostgres(): string | undefined {
  const root = '/usr/lib/postgresql';
  const debian = existsSync(root) ? readdirSync(root).sort().reverse() : [];
  const folders = [
    process.env['CONCLAVE_PG_BIN'],
    ...debian.map((version) => join(root, version, 'bin')),
    '/usr/local/bin',
    '/usr/bin',
  ];
  return folders.find((bin) => bin !== undefined && existsSync(join(bin, 'initdb')));
}

/**
 * A real Postgres on a free port of loopback, or of an address in a network of its own whose machines it
 * trusts, with its data in a temporary folder.
 */
export async function startPostgres(address = '127.0.0.1'): Promise<Postgres> {
  const bin = findPostgres();
  if (bin === undefined)
    throw new Error('no PostgreSQL found; CONCLAVE_PG_BIN may name its bin folder');
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'conclave-pg-'));
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, env: { PATH: bin, LC_ALL: 'C.UTF-8' } };
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'conclave', '--auth=trust', '-E', 'UTF8', '-N', '--wal-segsize=1'],
    {
      ...options,
      stdio: 'ignore',
    },
  );
  appendFileSync(join(data, 'pg_hba.conf'), `host all all ${address}/24 trust\n`);
  const port = await freePort();
  const settings = {
    listen_addresses: address,
    port,
    unix_socket_directories: folder,
    max_connections: 200,
    fsync: 'off', // the tests end processes, not the machine
    // As many segments as by default, each a sixteenth: tests overwrite all of them, and search them.
    max_wal_size: '64MB',
    min_wal_size: '5MB',
  };
  const launch = (): ChildProcess =>
    spawn(
      join(bin, 'postgres'),
      [
        '-D',
        data,
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      { ...options, stdio: 'ignore' },
    );
  let child = launch();
  const signal = (name: NodeJS.Signals): void => {
    const postmaster = child.pid ?? 0;
    // Its backends are no process group.
    for (const pid of [postmaster, ...childrenOf(postmaster)]) kill(pid, name);
  };
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const server = `postgres://conclave@${address}:${port}`;
  await answers(`${server}/postgres`);
  return {
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    server,
    async crash() {
      const closed = once(child, 'close');
      child.kill('SIGSTOP'); // no more children, whom nobody would end
      signal('SIGKILL');
      await closed;
    },
    async startAgain() {
      const running = answers(`${server}/postgres`).then(() => true);
      do {
        // It does not start while one of those that were killed is still going.
        child = launch();
      } while (!(await Promise.race([running, once(child, 'close').then(() => false)])));
    },
    async stop() {
      process.off('exit', killWithUs);
      if (child.exitCode === null && child.signalCode === null) {
        const closed = once(child, 'close');
        child.kill('SIGINT'); // fast shutdown
        await closed;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The address of a place of its own in a Postgres: a schema, which takes 2 ms where a database takes
 * half a second. Remove it with the test.
 */
export async function createSchema(
  server: string,
): Promise<{ url: string; remove(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await execute(`${server}/postgres`, `create schema ${name}`);
  return {
    url: `${server}/postgres?options=-csearch_path%3D${name}`,
    remove: () => execute(`${server}/postgres`, `drop schema if exists ${name} cascade`),
  };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await execute(url, 'select 1');
      return;
    } catch (error) {
      if (attempt === 800) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // a backend that ended in this moment
  }
}

/** Postgres refuses to run as root; as root we take the distribution's user, else nobody. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user =
    users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  if (!user) throw new Error('no user to run Postgres as');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}
