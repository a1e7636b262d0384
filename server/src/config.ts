import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { Secret } from '@conclave/shared/Secret';
import { nodeEnvironment, nodeFaults, nodeOf, type NodeSettings } from './nodes/nodeSettings.ts';
import { mailEnvironment, mailOf, type MailSettings } from './mail/mailSettings.ts';
import { s3Environment, s3Faults, s3Of, type S3Settings } from './files/s3Settings.ts';
import {
  retentionEnvironment,
  retentionOf,
  type RetentionSettings,
} from './retention/retentionSettings.ts';
import type { TurnSettings } from './signaling/iceServers.ts';
import {
  textEnvironment,
  textFaults,
  textsOf,
  type TextSettings,
} from './accounts/secondFactor/textSettings.ts';
import {
  address,
  age,
  contact,
  authority,
  count,
  flag,
  folder,
  httpsOrigin,
  list,
  officer,
  optional,
  port,
  postgresUrl,
  processors,
  secretText,
  smtpUrl,
  text,
  turnUrl,
  word,
} from './ops/settings.ts';

const builtWebClient = fileURLToPath(new URL('../../web/build', import.meta.url));

/** Everything that the environment may say. Values are texts; a missing one takes its default. */
const Environment = v.object({
  NODE_ENV: optional(word('development', 'test', 'production'), 'development'),
  // where it listens and lies
  PORT: optional(port, '3000'),
  LISTEN: optional(address),
  DATA_DIR: optional(folder, './data'),
  WEB_DIR: optional(folder, builtWebClient),
  DATABASE_URL: optional(postgresUrl),
  PUBLIC_ORIGIN: optional(httpsOrigin),
  TRUST_PROXY: optional(list(address), ''),
  LAN: optional(flag, 'false'),
  // who runs it (R1, R2, R12)
  CONTROLLER_NAME: optional(text),
  CONTROLLER_ADDRESS: optional(text),
  CONTROLLER_EMAIL: optional(contact),
  DPO: optional(officer),
  SUPERVISORY_AUTHORITY: optional(authority),
  HOSTING_LOCATION: optional(text, ''),
  PROCESSORS: optional(processors, ''),
  MINIMUM_AGE: optional(age, '16'),
  // who may come
  REGISTRATION: optional(word('open', 'invite', 'closed')),
  SOCKETS_PER_ADDRESS: optional(count, '50'),
  // secrets; generated into DATA_DIR outside production
  SESSION_SECRET: optional(secretText),
  PEPPER: optional(secretText),
  SMTP_URL: optional(smtpUrl),
  ...mailEnvironment,
  // codes by text message
  ...textEnvironment,
  // media
  RTC_PORT: optional(port, '40000'),
  RTC_LISTEN: optional(list(address), ''),
  RTC_ANNOUNCED: optional(text),
  RTC_WORKERS: optional(count),
  MEDIASOUP_WORKER_BIN: optional(text),
  TURN_URLS: optional(list(turnUrl), ''),
  TURN_SECRET: optional(secretText),
  TURN_ONLY: optional(flag, 'false'),
  // one of several servers
  ...nodeEnvironment,
  // what opens names and addresses in the database
  ACCOUNT_KEYS_DIR: optional(folder),
  // files elsewhere than on the disk
  ...s3Environment,
  // how long things stay
  ...retentionEnvironment,
  // looking after it
  LOG_LEVEL: optional(word('debug', 'info', 'warn', 'error'), 'info'),
  LOG_TO: optional(word('file', 'stdout'), 'file'),
  METRICS_PORT: optional(port),
  METRICS_LISTEN: optional(address, '127.0.0.1'),
  OPERATOR_TOKEN: optional(secretText),
});
type Environment = v.InferOutput<typeof Environment>;

/** What production demands in addition, and why it is asked for. */
const productionDemands = {
  CONTROLLER_NAME: 'the name of the controller under the GDPR',
  CONTROLLER_ADDRESS: 'the postal address of the controller',
  CONTROLLER_EMAIL: 'the e-mail address of the controller',
  DPO: 'the data protection officer, as Name <mail@example.org>, or the word none',
  HOSTING_LOCATION: 'where the servers stand, as people will read it',
  PUBLIC_ORIGIN: 'the address that people open, beginning with https://',
  SESSION_SECRET: 'a random text of at least 32 letters',
  PEPPER: 'a random text of at least 32 letters, another one',
  SMTP_URL: 'the mail relay, as smtps://user:password@host:465',
  MAIL_FROM: 'whom mails come from, as Conclave <meet@example.org>',
} as const satisfies Partial<Record<keyof Environment, string>>;

export interface Config {
  readonly mode: Environment['NODE_ENV'];
  readonly port: number;
  /** The addresses' host part; 0.0.0.0 listens on all. */
  readonly listen: string;
  readonly dataDir: string;
  /** The built web client. */
  readonly webDir: string;
  readonly databaseUrl: Secret<string> | undefined;
  /** As people open it; undefined outside production, where several addresses may be used. */
  readonly publicOrigin: string | undefined;
  /** Proxies whose word about the client's address is believed. */
  readonly trustProxy: readonly string[];
  /** Own TLS with a generated certificate, for other devices nearby. */
  readonly lan: boolean;
  readonly controller: Controller;
  readonly registration: 'open' | 'invite' | 'closed';
  /** Signaling connections from one network address; raise it for an office behind one. */
  readonly socketsPerAddress: number;
  /** Given by the environment; what is undefined is generated into DATA_DIR. */
  readonly secrets: {
    readonly session: Secret<string> | undefined;
    readonly pepper: Secret<string> | undefined;
  };
  /** Undefined outside production: mails then stay in a folder. */
  readonly smtpUrl: Secret<string> | undefined;
  readonly mail: MailSettings;
  /** Undefined: no codes are sent by text message. */
  readonly texts: TextSettings | undefined;
  readonly rtc: {
    /** UDP and TCP of the first worker; the next ones follow. 0 takes any free port. */
    readonly port: number;
    /** Empty: loopback and every address of this machine. */
    readonly listen: readonly string[];
    /** The address that clients use, where it differs (NAT). */
    readonly announced: string | undefined;
    /** Undefined: one per core. */
    readonly workers: number | undefined;
    readonly workerBin: string | undefined;
  };
  /** Relays for those whose network lets no media through. Undefined: there are none. */
  readonly turn: TurnSettings | undefined;
  /** Undefined: the keys of accounts lie where files lie. */
  readonly accountKeysDir: string | undefined;
  /** Undefined: files lie under dataDir. */
  readonly s3: S3Settings | undefined;
  readonly node: NodeSettings;
  readonly retention: RetentionSettings;
  readonly log: { readonly level: Environment['LOG_LEVEL']; readonly to: Environment['LOG_TO'] };
  /** Undefined: no metrics. */
  readonly metrics: { readonly port: number; readonly listen: string } | undefined;
  /** Opens the operator's page of health. */
  readonly operatorToken: Secret<string> | undefined;
}

/** Published on every instance (R1, R2, R12). */
interface Controller {
  /** Null outside production, if not given. */
  readonly who: { readonly name: string; readonly address: string; readonly mail: string } | null;
  readonly officer: Environment['DPO'] | null;
  readonly authority: Environment['SUPERVISORY_AUTHORITY'] | null;
  readonly hostingLocation: string;
  readonly processors: Environment['PROCESSORS'];
  readonly minimumAge: number;
}

export type ConfigResult = { readonly config: Config } | { readonly faults: readonly string[] };

/** Reads environment and arguments. All faults at once, each a sentence that says what to do. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = [],
): ConfigResult {
  const given = {
    ...Object.fromEntries(
      Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
    ),
    ...(args.includes('--lan') && { LAN: 'true' }),
  };
  const parsed = v.safeParse(Environment, given);
  const faults = [
    ...args.filter((arg) => arg !== '--lan').map(() => 'The only argument is --lan.'),
    ...(parsed.issues ?? []).map((issue) => `${v.getDotPath(issue) ?? ''} ${issue.message}`),
    ...turnFaults(given),
    ...s3Faults(given),
    ...nodeFaults(given),
    ...textFaults(given),
    ...productionFaults(given),
  ];
  if (!parsed.success || faults.length > 0) return { faults };
  return { config: configOf(parsed.output) };
}

function productionFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  const { NODE_ENV, PEPPER, SESSION_SECRET, LAN } = given;
  if (NODE_ENV !== 'production') return [];
  const missing = Object.entries(productionDemands)
    .filter(([name]) => !Object.hasOwn(given, name))
    .map(([name, what]) => `${name} is missing: ${what}.`);
  const same = PEPPER !== undefined && PEPPER === SESSION_SECRET;
  return [
    ...missing,
    ...(same ? ['PEPPER must differ from SESSION_SECRET.'] : []),
    ...(LAN === 'true' ? ['LAN is for trying out; in production set PUBLIC_ORIGIN.'] : []),
  ];
}

/** What would leave people without a way to each other, or hand out what nobody accepts. */
function turnFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  const { TURN_URLS, TURN_SECRET, TURN_ONLY } = given;
  return [
    ...(TURN_URLS !== undefined && TURN_SECRET === undefined
      ? ['TURN_SECRET is missing: the secret that the TURN server has as static-auth-secret.']
      : []),
    ...(TURN_SECRET !== undefined && TURN_URLS === undefined
      ? ['TURN_URLS is missing: the addresses of the TURN server that TURN_SECRET is for.']
      : []),
    ...(TURN_ONLY === 'true' && TURN_URLS === undefined
      ? ['TURN_ONLY needs TURN_URLS: without a relay nobody would hear anybody.']
      : []),
  ];
}

function configOf(env: Environment): Config {
  const production = env.NODE_ENV === 'production';
  return {
    mode: env.NODE_ENV,
    port: env.PORT,
    listen: env.LISTEN ?? (production || env.LAN ? '0.0.0.0' : 'localhost'),
    dataDir: env.DATA_DIR,
    webDir: env.WEB_DIR,
    databaseUrl: env.DATABASE_URL,
    publicOrigin: env.PUBLIC_ORIGIN,
    trustProxy: env.TRUST_PROXY,
    lan: env.LAN,
    controller: controllerOf(env),
    registration: env.REGISTRATION ?? (production ? 'invite' : 'open'),
    socketsPerAddress: env.SOCKETS_PER_ADDRESS,
    secrets: { session: env.SESSION_SECRET, pepper: env.PEPPER },
    smtpUrl: env.SMTP_URL,
    mail: mailOf(env),
    texts: textsOf(env),
    rtc: {
      port: env.RTC_PORT,
      listen: env.RTC_LISTEN,
      announced: env.RTC_ANNOUNCED,
      workers: env.RTC_WORKERS,
      workerBin: env.MEDIASOUP_WORKER_BIN,
    },
    turn: turnOf(env),
    accountKeysDir: env.ACCOUNT_KEYS_DIR,
    s3: s3Of(env),
    node: nodeOf(env),
    retention: retentionOf(env),
    log: { level: env.LOG_LEVEL, to: env.LOG_TO },
    metrics: metricsOf(env, production),
    operatorToken: env.OPERATOR_TOKEN,
  };
}

function controllerOf(env: Environment): Controller {
  const { CONTROLLER_NAME: name, CONTROLLER_ADDRESS: address, CONTROLLER_EMAIL: mail } = env;
  return {
    who: name && address && mail ? { name, address, mail } : null,
    officer: env.DPO ?? null,
    authority: env.SUPERVISORY_AUTHORITY ?? null,
    hostingLocation: env.HOSTING_LOCATION,
    processors: env.PROCESSORS,
    minimumAge: env.MINIMUM_AGE,
  };
}

function turnOf({
  TURN_URLS: urls,
  TURN_SECRET: secret,
  TURN_ONLY: only,
}: Environment): Config['turn'] {
  return secret === undefined || urls.length === 0 ? undefined : { urls, secret, only };
}

const DEFAULT_METRICS_PORT = 9464;

function metricsOf(env: Environment, production: boolean): Config['metrics'] {
  const port = env.METRICS_PORT ?? (production ? DEFAULT_METRICS_PORT : undefined);
  return port === undefined ? undefined : { port, listen: env.METRICS_LISTEN };
}
