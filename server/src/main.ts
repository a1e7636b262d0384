import { randomBytes } from 'node:crypto';
import { openWithKeys } from './accountKeys/openWithKeys.ts';
import { buildAccounts } from './accounts/buildAccounts.ts';
import { Closing } from './accounts/Closing.ts';
import { buildCompanies } from './companies/buildCompanies.ts';
import { buildTexting } from './accounts/secondFactor/textSettings.ts';
import { TextSweep } from './accounts/secondFactor/TextSweep.ts';
import { readConfig, type Config } from './config.ts';
import { buildFiles } from './files/buildFiles.ts';
import { DocumentCallers } from './documents/DocumentCallers.ts';
import { DocumentReader } from './documents/DocumentReader.ts';
import { ConsentGate } from './consent/ConsentGate.ts';
import { Consents } from './consent/Consents.ts';
import { tellOrganizer } from './consent/tellOrganizer.ts';
import { createApp, type App } from './http/app.ts';
import { ForwardProof } from './http/ForwardProof.ts';
import type { Forwarding } from './http/forwardToNode.ts';
import { createOrigins, type Origins } from './http/origins.ts';
import { accountRoutes } from './http/routes/accounts.ts';
import { secondFactorRoutes } from './http/routes/secondFactor.ts';
import { closureRoutes } from './http/routes/closure.ts';
import { companyRoutes } from './http/routes/companies.ts';
import { companyRuleRoutes } from './http/routes/companyRules.ts';
import { consentRoutes } from './http/routes/consents.ts';
import { addressRoutes } from './http/routes/addresses.ts';
import { connectionTestRoutes } from './http/routes/connectionTest.ts';
import { cspRoutes } from './http/routes/csp.ts';
import { dataMapRoutes } from './http/routes/dataMap.ts';
import { deputyRoutes } from './http/routes/deputies.ts';
import { devMailRoutes } from './http/routes/devMail.ts';
import { fileRoutes } from './http/routes/files.ts';
import { mailRoutes } from './http/routes/mail.ts';
import { rightsRoutes } from './http/routes/rights.ts';
import { documentRoutes } from './http/routes/documents.ts';
import { healthRoutes } from './http/routes/health.ts';
import { instanceRoutes } from './http/routes/instance.ts';
import { operatorRoutes } from './http/routes/operator.ts';
import { meetingRoutes } from './http/routes/meetings.ts';
import { scheduleRoutes } from './http/routes/schedule.ts';
import { sessionRoutes } from './http/routes/session.ts';
import { summaryRoutes } from './http/routes/summaries.ts';
import { signInRoutes } from './http/routes/signIns.ts';
import { statisticRoutes } from './http/routes/statistics.ts';
import { supportRoutes } from './http/routes/support.ts';
import { vaultRoutes } from './http/routes/vault.ts';
import type { Route } from './http/Route.ts';
import { Deputies } from './meetings/Deputies.ts';
import { generationHash } from './meetings/deletionHash.ts';
import { MeetingDeletion } from './meetings/MeetingDeletion.ts';
import { Meetings } from './meetings/Meetings.ts';
import { Schedules } from './meetings/Schedules.ts';
import { buildMail } from './mail/buildMail.ts';
import { sureMail } from './mail/sureMail.ts';
import { organizerIn, ownMeetingIn } from './mail/organizers.ts';
import { buildNodes } from './nodes/buildNodes.ts';
import { SystemClock } from './ops/Clock.ts';
import { greeting } from './ops/greeting.ts';
import { lanAddresses } from './ops/lan/addresses.ts';
import { lanCertificate } from './ops/lan/certificate.ts';
import { InstanceHealth } from './ops/InstanceHealth.ts';
import { Lifetime } from './ops/Lifetime.ts';
import type { Log } from './ops/Log.ts';
import { Metrics } from './ops/Metrics.ts';
import { serveMetrics } from './ops/metricsServer.ts';
import { openLog } from './ops/openLog.ts';
import { Readiness } from './ops/Readiness.ts';
import { loadSecrets } from './ops/secretsFile.ts';
import { stopOnSignals } from './ops/shutdown.ts';
import { softwareVersion } from './ops/softwareVersion.ts';
import { startFault } from './ops/startFault.ts';
import { steadyClock } from './ops/SteadyClock.ts';
import { SystemTimers } from './ops/Timers.ts';
import { buildRetention } from './retention/buildRetention.ts';
import { removeOldFiles } from './retention/oldFiles.ts';
import { watchRetention } from './retention/watchRetention.ts';
import { buildRights } from './rights/buildRights.ts';
import { ConnectionTests, TEST_CREDENTIAL_MS } from './sfu/ConnectionTests.ts';
import { startSfu } from './sfu/startSfu.ts';
import { createIceServers } from './signaling/iceServers.ts';
import { createRooms, serveRooms } from './signaling/roomServer.ts';
import { ConsentStore } from './store/ConsentStore.ts';
import { AccountStore } from './store/AccountStore.ts';
import { DeputyStore } from './store/DeputyStore.ts';
import { DocumentStore } from './store/DocumentStore.ts';
import { MemberStore } from './store/MemberStore.ts';
import { MeetingStore } from './store/MeetingStore.ts';
import { buildSummaries, summaryReaders } from './summary/buildSummaries.ts';
import { ScheduleStore } from './store/ScheduleStore.ts';
import { SessionStore } from './store/SessionStore.ts';

/** What every part of the server is built from. */
const clock = new SystemClock();
const timers = new SystemTimers();
const metrics = new Metrics();
const lifetime = new Lifetime();
/** What the log takes for a route: filled below, before the first request. */
const routePatterns = new Set(['/', '/*']);
/** Where it listens, for links in mails of an instance that was told no address. */
const listening = { at: '' };

/** Builds everything, parents first, and returns once it serves. */
async function start(config: Config): Promise<void> {
  const { dataDir, databaseUrl: url } = config;
  const isRoute = (pattern: string): boolean => routePatterns.has(pattern);
  const log = await openLog(config, { clock, metrics, lifetime, isRoute });
  stopOnSignals({ log, close: () => lifetime.close() });

  const { pepper } = loadSecrets(config);
  const { database, residue } = await openWithKeys(config, { pepper, clock, log, lifetime });
  const uptimeMs = (): number => performance.now();
  const steady = await steadyClock(database, clock, uptimeMs);
  const { sure } = steady;
  const readiness = new Readiness(log);
  readiness.add(() => database.ping());
  if (config.metrics) lifetime.own(await serveMetrics(metrics, config.metrics));

  const { registration } = config;
  const accounts = buildAccounts({
    ...{ database, clock, log, pepper, registration, texting: buildTexting(config) },
    policy: { of: (accountId) => company.policies.ofAccount(accountId) },
    mailer: { send: (one) => mail.mailer.send(one) },
  });

  const sfu = lifetime.own(await startSfu(config.rtc, { log, timers, metrics }));
  readiness.add(() => sfu.ping());
  const store = new MeetingStore(database);
  const sessions = new SessionStore({ database, meetings: store, clock: steady });
  const logs = new DocumentStore({ database, meetings: store, ledgerHash: generationHash(pepper) });
  const { node } = config;
  const nodes = lifetime.own(await buildNodes({ node, databaseUrl: url, database, timers, log }));
  const { places } = nodes;
  const parts = { store: sessions, logs, figures: metrics, places };
  const consented = new ConsentStore(database);
  const gate = new ConsentGate(consented);
  const mayProduce = gate.mayProduce.bind(gate);
  // [S-13] What links show is told apart by times: those of sessions, documents and files are of one clock.
  const rooms = createRooms({
    ...{ ...parts, mayProduce, sfu, clock: steady, timers, log, turn: config.turn },
  });
  const readers = summaryReaders(database, store);
  const files = await buildFiles({
    ...{ dataDir, s3: config.s3, database, clock: steady, sure, timers, log },
    ...{ meetings: store, signIns: accounts.signIns, access: rooms.documents.tokens, readers },
    pepper,
  });
  lifetime.own(files.sweep);
  const textsFailed = (error: unknown): void => log.warn('text.sweepFailed', { error });
  const textSweep = new TextSweep({ texts: accounts.texts, sure, timers, failed: textsFailed });
  lifetime.own(textSweep).start();
  const deletion = new MeetingDeletion({
    ...{ store, clock, pepper },
    deleted: (id) => rooms.news.deleted(id),
    gone: (id) => files.blobs.deleteMeeting(id),
  });
  const mail = buildMail({
    ...{ config, database, pepper, clock, sure, timers, log },
    servedAt: () => listening.at,
    failedMail: () => metrics.mailFailed(),
    organizerOf: organizerIn({
      accounts: new AccountStore(database),
      requireActive: (accountId) => company.policies.requireActive(accountId),
    }),
    requireOwn: ownMeetingIn(store),
  });
  lifetime.own(mail.relay);
  lifetime.own(mail.sweep);
  mail.sweep.start();
  const { mailer } = mail;
  const { perDay } = config.mail;
  const summary = buildSummaries({
    ...{ database, meetings: store, mail, clock: steady, sure, timers, log, perDay },
  });
  lifetime.own(summary.sender).wake();
  const { signIns } = accounts;
  const { retention: settings } = config;
  const { lapsedMs } = settings;
  const company = buildCompanies({ database, clock: steady, signIns, mailer, lapsedMs });
  const retention = buildRetention({
    ...{ database, settings, pepper, signIns, audit: company.audit, deletion, residue, mailer },
    oldFiles: (now) =>
      removeOldFiles({ dataDir, mailFolder: config.mail.folder, logMs: settings.logMs }, now),
    ...{ clock: steady, believed: (at) => steady.trust(at), uptimeMs, timers, log },
  });
  lifetime.own(retention.sweeper).start();
  const closing = new Closing({
    ...{ ...accounts, closures: retention.closures, members: new MemberStore(database) },
    closingMs: settings.closingMs,
  });
  watchRetention(metrics, retention.overdue);
  const health = new InstanceHealth({
    ...{ database, readiness, clock: steady, dataDir, mail: config.smtpUrl !== undefined },
    overdue: retention.overdue,
    rooms: () => rooms.registry.size,
  });
  const rightsFailed = (error: unknown): void => log.warn('rights.sweepFailed', { error });
  const rights = buildRights({
    ...{ database, mailer, deliver: sureMail(mail.relay, log), clock, sure, timers },
    failed: rightsFailed,
  });
  lifetime.own(rights.sweep).start();
  const { policies: rules } = company;
  const schedules = new Schedules({ store: new ScheduleStore(database), clock, rules });
  const deputies = new Deputies({ store: new DeputyStore(database), meetings: store, clock });
  const meetings = new Meetings({
    store,
    clock,
    live: rooms.news,
    deletion,
    rules: company.policies,
  });
  const consents = new Consents({
    ...{ store: consented, clock },
    witness: tellOrganizer({ accounts: new AccountStore(database), mailer, log }),
    stopped: (id, whom) => rooms.news.stopProducing(id, whom),
  });

  const lastsMs = TEST_CREDENTIAL_MS;
  const iceFor = createIceServers({ turn: config.turn, clock, randomBytes, lastsMs });
  const tests = new ConnectionTests({ sfu, timers, iceFor });
  const routes = [
    ...healthRoutes(readiness),
    ...instanceRoutes(config, softwareVersion()),
    ...cspRoutes(metrics),
    ...connectionTestRoutes(tests),
    ...dataMapRoutes(),
    ...accountRoutes(accounts),
    ...addressRoutes(accounts),
    ...closureRoutes({ closing, signIns }),
    ...sessionRoutes(accounts),
    ...secondFactorRoutes(accounts),
    ...signInRoutes(accounts),
    ...vaultRoutes(accounts),
    ...companyRoutes(company),
    ...companyRuleRoutes(company),
    ...operatorRoutes({
      health,
      token: config.operatorToken,
      production: config.mode === 'production',
    }),
    ...meetingRoutes({ meetings, signIns: accounts.signIns }),
    ...scheduleRoutes({ schedules, signIns: accounts.signIns }),
    ...deputyRoutes({ deputies, signIns: accounts.signIns }),
    ...documentRoutes({
      documents: rooms.documents,
      reader: new DocumentReader(logs),
      callers: new DocumentCallers({
        tokens: rooms.documents.tokens,
        signIns: accounts.signIns,
        meetings,
        store: logs,
        readers,
      }),
    }),
    ...fileRoutes(files),
    ...summaryRoutes({ ...summary, ...mail, readers, callers: files.callers }),
    ...mailRoutes({ ...mail, signIns: accounts.signIns }),
    ...(config.smtpUrl === undefined ? devMailRoutes(config.mail.folder) : []),
    ...consentRoutes({ consents, meetings, store, signIns: accounts.signIns }),
    ...rightsRoutes({ ...rights, store, signIns: accounts.signIns }),
    ...statisticRoutes({ ...rights, meetings, store, signIns: accounts.signIns }),
    ...supportRoutes({ mailer, to: config.controller.who?.mail }),
  ];
  for (const { path } of routes) routePatterns.add(path);
  const { publicOrigin, trustProxy, socketsPerAddress, mode } = config;
  const origins = createOrigins({ publicOrigin, tls: config.lan });
  const proof = new ForwardProof({ pepper, clock });
  const forwarding = { urlOf: places.urlOf.bind(places), proof };
  const app = lifetime.own(await buildApp(config, { log, routes, origins, forwarding }));
  const checkOutgoing = mode !== 'production';
  const served = { http: app.server, origins, trustProxy, socketsPerAddress, checkOutgoing };
  const { newsPool } = nodes;
  const among = { directions: places, newsPool };
  await nodes.start({
    handOver: (isLost) => rooms.registry.handOver(isLost),
    counts: () => ({ rooms: rooms.registry.size, members: rooms.registry.members }),
  });
  readiness.add(() => nodes.check());
  lifetime.own(await serveRooms(rooms, { ...served, ...among, clock, timers, log, metrics }));

  const port = await app.listen({ host: config.listen, port: config.port });
  listening.at = `${config.lan ? 'https' : 'http'}://localhost:${port}`;
  lifetime.own(readiness); // closed first: a balancer sends people elsewhere before anything ends
  log.info('server.started', { port, mode: config.mode, pid: process.pid });
  process.stdout.write(await greeting({ ...config, port }));
}

async function buildApp(
  config: Config,
  parts: { log: Log; routes: Route[]; origins: Origins; forwarding: Forwarding },
): Promise<App> {
  const { trustProxy, webDir, dataDir, lan } = config;
  const addresses = lanAddresses();
  const tls = lan ? await lanCertificate({ dataDir, addresses, now: clock.now() }) : undefined;
  return createApp({ ...parts, metrics, webDir, trustProxy, tls });
}

// Whatever this process writes is for its own user only.
process.umask(0o077);
const read = readConfig(process.env, process.argv.slice(2));
if ('faults' in read) {
  process.stderr.write(`The server does not start. Please mend:\n${read.faults.join('\n')}\n`);
  process.exit(1);
}
try {
  await start(read.config);
} catch (error) {
  await lifetime.close();
  process.stderr.write(`The server does not start. ${startFault(error)}\n`);
  process.exit(1);
}
