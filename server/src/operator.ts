import { parseArgs } from 'node:util';
import { readConfig, type Config } from './config.ts';
import { SystemClock } from './ops/Clock.ts';
import { Lifetime } from './ops/Lifetime.ts';
import { createLog } from './ops/Log.ts';
import { backup } from './ops/backup/backup.ts';
import { move } from './ops/backup/move.ts';
import { restore } from './ops/backup/restore.ts';
import { doctor } from './ops/doctor/doctor.ts';
import type { Command, Context, Outcome } from './ops/operator/Command.ts';
import { listCompanies, markLapsed, markPaid } from './ops/operator/companies.ts';
import { createCompany } from './ops/operator/createCompany.ts';
import { health } from './ops/operator/health.ts';
import { drainNode, fillNode, listNodes } from './ops/operator/nodes.ts';
import { due, erasures, retention } from './ops/operator/retention.ts';
import { trust } from './ops/operator/trustClock.ts';
import { rotateSecrets } from './ops/operator/rotateSecrets.ts';
import { startFault } from './ops/startFault.ts';
import type { Database } from './store/Database.ts';
import { openDatabase } from './store/openDatabase.ts';

/** What the operator can do, beside a running server and with the same environment. */
const commands: ReadonlyMap<string, Command> = new Map([
  ['create-company', createCompany],
  ['companies', listCompanies],
  ['mark-paid', markPaid],
  ['mark-lapsed', markLapsed],
  ['retention', retention],
  ['due', due],
  ['erasures', erasures],
  ['trust-clock', trust],
  ['rotate-secrets', rotateSecrets],
  ['backup', backup],
  ['restore', restore],
  ['move', move],
  ['doctor', doctor],
  ['nodes', listNodes],
  ['drain', drainNode],
  ['fill', fillNode],
  ['health', health],
]);

function usage(): Outcome {
  const lines = Array.from(commands, ([name, { help, options }]) => {
    const all = [name, ...options.map((option) => `--${option} …`)].join(' ');
    return `  npm run operator -- ${all.padEnd(38)} ${help}`;
  });
  return { lines: ['Commands:', ...lines], ok: false };
}

/** The values of a command's options, or undefined if they are not exactly what it takes. */
function readOptions(command: Command, args: string[]): ReadonlyMap<string, string> | undefined {
  const options = Object.fromEntries(
    command.options.map((name) => [name, { type: 'string' as const }]),
  );
  try {
    const { values } = parseArgs({ args, options, strict: true });
    const given = Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return given.length === command.options.length ? new Map(given) : undefined;
  } catch {
    return undefined; // an option that the command does not have: the usage says which it has
  }
}

async function run(command: Command, options: ReadonlyMap<string, string>): Promise<Outcome> {
  const read = readConfig(process.env);
  if ('faults' in read) return { lines: read.faults, ok: false };
  const lifetime = new Lifetime();
  try {
    return await runIn(read.config, { lifetime, command, options });
  } catch (error) {
    return { lines: [startFault(error)], ok: false };
  } finally {
    await lifetime.close();
  }
}

interface Invocation {
  readonly lifetime: Lifetime;
  readonly command: Command;
  readonly options: ReadonlyMap<string, string>;
}

function runIn(config: Config, { lifetime, command, options }: Invocation): Promise<Outcome> {
  const clock = new SystemClock();
  const { dataDir, databaseUrl: url } = config;
  // Not into the server's files: those are rolled by one process.
  const log = createLog({
    clock,
    level: 'error',
    main: process.stderr,
    security: process.stderr,
    isRoute: () => false,
    onDropped: () => undefined,
  });
  let open: Promise<Database> | undefined;
  const database: Context['database'] = (keys) =>
    (open ??= openDatabase({ dataDir, url, alone: false, clock, log, keys }).then((opened) =>
      lifetime.own(opened),
    ));
  return command.run({ config, clock, log, database }, options);
}

process.umask(0o077);
const [name = '', ...args] = process.argv.slice(2);
const command = commands.get(name);
const options = command && readOptions(command, args);
const { lines, ok } = command && options ? await run(command, options) : usage();
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = ok ? 0 : 1;
