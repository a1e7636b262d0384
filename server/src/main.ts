import { join } from 'node:path';
import { buildAccounts } from './accounts/buildAccounts.ts';
import { readConfig, type Config } from './config.ts';
import { createApp, type App } from './http/app.ts';
import { createOrigins } from './http/origins.ts';
import { accountRoutes } from './http/routes/accounts.ts';
import { companyRoutes } from './http/routes/companies.ts';
import { cspRoutes } from './http/routes/csp.ts';
import { healthRoutes } from './http/routes/health.ts';
import { instanceRoutes } from './http/routes/instance.ts';
import { sessionRoutes } from './http/routes/session.ts';
import { vaultRoutes } from './http/routes/vault.ts';
import type { Route } from './http/Route.ts';
import { SystemClock } from './ops/Clock.ts';
import { Lifetime } from './ops/Lifetime.ts';
import { createLog, type Log } from './ops/Log.ts';
import { openLogFiles } from './ops/logFiles.ts';
import { Metrics } from './ops/Metrics.ts';
import { serveMetrics } from './ops/metricsServer.ts';
import { Readiness } from './ops/Readiness.ts';
import { loadSecrets } from './ops/secretsFile.ts';
import { stopOnSignals } from './ops/shutdown.ts';
import { softwareVersion } from './ops/softwareVersion.ts';
import { openDatabase } from './store/openDatabase.ts';

const clock = new SystemClock();

/** Starts the server and returns once it serves. */
async function start(config: Config): Promise<void> {
  const lifetime = new Lifetime();
  const metrics = new Metrics();
  const routePatterns = new Set(['/', '/*']);
  const log = await openLog(config, { lifetime, metrics, routePatterns });
  stopOnSignals({ log, close: () => lifetime.close() });

  const { dataDir, databaseUrl: url } = config;
  const database = lifetime.own(await openDatabase({ dataDir, url, alone: true, clock, log }));
  const readiness = new Readiness(log);
  readiness.add(() => database.ping());
  if (config.metrics) lifetime.own(await serveMetrics(metrics, config.metrics));

  const { registration } = config;
  const { pepper } = loadSecrets(config);
  const accounts = buildAccounts({ database, clock, log, pepper, registration });

  const routes: Route[] = [
    ...healthRoutes(readiness),
    ...instanceRoutes(config, softwareVersion()),
    ...cspRoutes(metrics),
    ...accountRoutes(accounts),
    ...sessionRoutes(accounts),
    ...vaultRoutes(accounts),
    ...companyRoutes(accounts),
  ];
  for (const { path } of routes) routePatterns.add(path);
  const app = lifetime.own(await buildApp(config, { log, metrics, routes }));
  const port = await app.listen({ host: config.listen, port: config.port });
  lifetime.own(readiness); // last in, first out: a balancer hears of it before anything closes
  log.info('server.started', { port, mode: config.mode, pid: process.pid });
  process.stdout.write(`Conclave: ${config.publicOrigin ?? `http://localhost:${port}`}\n`);
}

function buildApp(
  config: Config,
  parts: { log: Log; metrics: Metrics; routes: readonly Route[] },
): Promise<App> {
  const { publicOrigin, trustProxy, webDir } = config;
  const origins = createOrigins({ publicOrigin, tls: false });
  return createApp({ ...parts, origins, webDir, trustProxy, tls: undefined });
}

interface LogParts {
  readonly lifetime: Lifetime;
  readonly metrics: Metrics;
  readonly routePatterns: ReadonlySet<string>;
}

async function openLog(
  config: Config,
  { lifetime, metrics, routePatterns }: LogParts,
): Promise<Log> {
  const { level, to } = config.log;
  const files =
    to === 'file'
      ? lifetime.own(await openLogFiles(join(config.dataDir, 'logs'), clock.now()))
      : { main: process.stdout, security: process.stdout };
  return createLog({
    clock,
    level,
    ...files,
    isRoute: (pattern) => routePatterns.has(pattern),
    onDropped: (fields) => metrics.droppedLogFields(fields),
  });
}

// Whatever this process writes is for its own user only.
process.umask(0o077);
const result = readConfig(process.env);
if ('faults' in result) {
  const lines = result.faults.map((fault) => `  - ${fault}\n`).join('');
  process.stderr.write(`The server does not start. Please set in the environment:\n${lines}`);
  process.exit(1);
}
await start(result.config);
