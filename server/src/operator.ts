import { parseArgs } from 'node:util';
import { CompanyName } from '@conclave/shared/wire/accountApi';
import * as v from 'valibot';
import { buildAccounts } from './accounts/buildAccounts.ts';
import { readConfig, type Config } from './config.ts';
import { isoTime, SystemClock } from './ops/Clock.ts';
import { createLog } from './ops/Log.ts';
import { loadSecrets } from './ops/secretsFile.ts';
import { openDatabase } from './store/openDatabase.ts';

const USAGE = `The operator's command line. Run it where the server runs, with the same environment.

  npm run operator -- create-company --name "Hallwerk Cooperative"
      Makes a company and prints a link with which its first admin registers. The link works once.
`;

const clock = new SystemClock();

/** Returns what to print. */
async function createCompany(config: Config, name: string): Promise<string> {
  const log = createLog({
    clock,
    level: 'error',
    main: process.stderr,
    security: process.stderr,
    isRoute: () => false,
    onDropped: () => undefined,
  });
  const { dataDir, databaseUrl: url, registration, publicOrigin, port } = config;
  const database = await openDatabase({ dataDir, url, alone: false, clock, log });
  try {
    const { pepper } = loadSecrets(config);
    const { companies } = buildAccounts({ database, clock, log, pepper, registration });
    const { token, expiresAt } = await companies.create(name);
    const origin = publicOrigin ?? `http://localhost:${port}`;
    return `Until ${isoTime(expiresAt)}, once:\n${origin}/register#invite=${token}\n`;
  } finally {
    await database.close();
  }
}

async function run(): Promise<string> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { name: { type: 'string' } },
  });
  const name = v.safeParse(CompanyName, values.name);
  if (positionals.join() !== 'create-company' || !name.success) throw new UsageError();
  const result = readConfig(process.env);
  if ('faults' in result) throw new UsageError(result.faults.join('\n'));
  return createCompany(result.config, name.output);
}

class UsageError extends Error {
  override readonly name = 'UsageError';
}

process.umask(0o077);
try {
  process.stdout.write(await run());
} catch (error) {
  const known = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  if (!known) throw error;
  process.stderr.write(`${error.message}\n${USAGE}`);
  process.exitCode = 1;
}
