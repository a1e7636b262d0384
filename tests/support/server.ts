import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { freePort } from './freePort.ts';

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
/** It takes one or two seconds; the rest is for a machine under load. */
const START_MS = 50_000;
/** What Node has compiled once it takes from here: the hundred servers of the tests start in half the time. */
export const COMPILE_CACHE = join(tmpdir(), 'conclave-compile-cache');

export interface ServerOptions {
  /** Added to a plain environment: free ports and a data folder of its own. */
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** The network namespace that it runs in; that of the tests otherwise. */
  readonly network?: string;
}

export interface RunningServer {
  /** As people open it, without a slash at the end. */
  readonly origin: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Ends it as a supervisor does; returns the exit code. The data folder stays until remove(). */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill9(): Promise<void>;
  /** Starts it again on the same port and data, after stopping it if it runs. */
  restart(): Promise<void>;
  /** Stops it and removes its data. Call it in afterAll or onTestFinished. */
  remove(): Promise<void>;
  /** All lines of its log files so far. */
  log(): LogLine[];
  /** What it wrote to the terminal so far. */
  output(): string;
}

/** A real server on a free port with an empty data folder. Resolves when it serves. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.env?.['DATA_DIR'] ?? mkdtempSync(join(tmpdir(), 'conclave-test-'));
  // One that is still free when it starts again.
  const PORT = String(await freePort());
  const env = plainEnvironment({ DATA_DIR: dataDir, PORT, ...options.env });
  const first = await Run.start(env, options);
  let run = first;
  const stop = (): Promise<number | null> => run.end('SIGTERM');
  return {
    origin: first.origin,
    dataDir,
    get pid() {
      return run.pid;
    },
    stop,
    async kill9() {
      await run.end('SIGKILL');
    },
    async restart() {
      await stop();
      run = await Run.start({ ...env, PORT: new URL(first.origin).port }, options);
    },
    async remove() {
      await stop();
      // Where the server was killed, its mail relay ends a moment after it.
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
    log: () => readLog(join(dataDir, 'logs')),
    output: () => run.output,
  };
}

/** Starts it where it must refuse; returns how it ended. */
export async function startRefused(
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const child = spawnServer(plainEnvironment(env));
  const output = collect(child);
  await once(child, 'close');
  return { code: child.exitCode, output: output.text };
}

/** Only what the server needs: what the developer has exported must not decide tests. */
function plainEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '', HOME = '', MEDIASOUP_WORKER_BIN } = process.env;
  return {
    PATH,
    HOME,
    NODE_ENV: 'test',
    PORT: '0',
    RTC_PORT: '0',
    RTC_LISTEN: '127.0.0.1',
    RTC_WORKERS: '1',
    LOG_LEVEL: 'debug',
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    ...(MEDIASOUP_WORKER_BIN !== undefined && { MEDIASOUP_WORKER_BIN }),
    ...env,
  };
}

function spawnServer(
  env: Record<string, string>,
  { args = [], network }: Omit<ServerOptions, 'env'> = {},
): ChildProcess {
  const program = [process.execPath, MAIN, ...args];
  const [command = '', ...rest] =
    network === undefined ? program : ['ip', 'netns', 'exec', network, ...program];
  return spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function collect(child: ChildProcess): { text: string } {
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output.text += text));
  }
  return output;
}

/** One life of the process. */
class Run {
  readonly origin: string;
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #output: { text: string };
  readonly #killWithUs = (): void => {
    this.#child.kill('SIGKILL');
  };

  static async start(env: Record<string, string>, options: ServerOptions): Promise<Run> {
    const child = spawnServer(env, options);
    const output = collect(child);
    const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
    const origin = await originOf(child);
    clearTimeout(timer);
    if (origin === undefined) throw new Error(`the server did not start:\n${output.text}`);
    return new Run({ child, origin, output });
  }

  private constructor(run: { child: ChildProcess; origin: string; output: { text: string } }) {
    this.#child = run.child;
    this.#output = run.output;
    this.origin = run.origin;
    this.pid = run.child.pid ?? 0;
    process.once('exit', this.#killWithUs);
  }

  get output(): string {
    return this.#output.text;
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    process.off('exit', this.#killWithUs);
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return exitCode;
    const closed = once(this.#child, 'close');
    this.#child.kill(signal);
    await closed;
    return this.#child.exitCode;
  }
}

/** The address that the server prints once it serves; undefined when it ends before. */
async function originOf(child: ChildProcess): Promise<string | undefined> {
  if (!child.stdout) return undefined;
  for await (const line of createInterface(child.stdout)) {
    const origin = /https?:\/\/\S+/.exec(line)?.[0];
    if (origin !== undefined) return origin;
  }
  return undefined;
}

const LogLine = v.looseObject({ event: v.string(), level: v.string() });
export type LogLine = v.InferOutput<typeof LogLine>;

function readLog(folder: string): LogLine[] {
  return (
    readdirSync(folder)
      // What has no end is still being written.
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1))
      .map((line) => v.parse(LogLine, JSON.parse(line)))
  );
}
