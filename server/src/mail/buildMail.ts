import type { Secret } from '@conclave/shared/Secret';
import type { Config } from '../config.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { Timers } from '../ops/Timers.ts';
import type { Database } from '../store/Database.ts';
import { MailStore } from '../store/MailStore.ts';
import type { Mailer } from './Mailer.ts';
import { MailSweep } from './MailSweep.ts';
import type { RelaySettings } from './relay/messages.ts';
import { RelayKeyCache } from './RelayKeyCache.ts';
import { RelayProcess } from './RelayProcess.ts';
import { Sends, type SendsOptions } from './Sends.ts';
import { stopHashOf, stopKeyOf } from './stopHash.ts';
import { Stops } from './Stops.ts';
import { SystemMailer } from './SystemMailer.ts';

export interface MailOptions extends Pick<SendsOptions, 'organizerOf' | 'requireOwn'> {
  readonly config: Pick<Config, 'mail' | 'smtpUrl' | 'publicOrigin'>;
  /** As people open this instance, where the configuration does not say: known once it listens. */
  readonly servedAt: () => string;
  readonly database: Database;
  readonly pepper: Secret<string>;
  readonly clock: Clock;
  /** By this keys are made and destroyed, and what became of mails is forgotten. */
  readonly sure: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** Told of every mail that the mail server did not take. */
  readonly failedMail?: () => void;
}

/** Everything about mail, for main.ts and for the routes. */
export interface Mail {
  readonly mailer: Mailer;
  readonly sends: Sends;
  readonly stops: Stops;
  readonly keys: RelayKeyCache;
  readonly relay: RelayProcess;
  readonly sweep: MailSweep;
}

/** Waits of the relay before what failed is tried again. Longer ones are the sender's to decide. */
const RETRY_MS = [1_000, 4_000];

export function buildMail(options: MailOptions): Mail {
  const { config, database, pepper, clock, sure, timers, log } = options;
  const { organizerOf, requireOwn, failedMail } = options;
  const { perDay, keyFolder, from } = config.mail;
  const store = new MailStore(database);
  const stopKey = stopKeyOf(pepper);
  const relay = new RelayProcess({ settings: () => settingsOf(options, stopKey), timers, log });
  const keys = new RelayKeyCache({ link: relay, clock: sure, from });
  const failed = (error: unknown): void => log.warn('mail.sweep-failed', { error });
  const keyOf = (address: string): string => stopHashOf(stopKey, address).toString('base64url');
  return {
    relay,
    keys,
    mailer: new SystemMailer({ link: relay, timers, log, keyOf, failed: failedMail }),
    sends: new Sends({
      ...{ store, link: relay, keys, clock, log, perDay, organizerOf, requireOwn },
      failed: failedMail,
    }),
    stops: new Stops({ store, clock, key: stopKey }),
    sweep: new MailSweep({ store, keyFolder, sure, timers, failed }),
  };
}

function settingsOf({ config, servedAt, sure }: MailOptions, stopKey: Buffer): RelaySettings {
  const { from, keyFolder, folder } = config.mail;
  const { smtpUrl } = config;
  return {
    delivery: smtpUrl ? { by: 'smtp', url: smtpUrl.reveal() } : { by: 'folder', folder },
    from,
    origin: config.publicOrigin ?? servedAt(),
    ownLinksOnly: config.publicOrigin !== undefined,
    keyFolder,
    now: sure.now(),
    stopKey: stopKey.toString('hex'),
    retryMs: RETRY_MS,
  };
}
