import { join } from 'node:path';
import { count, folder, mailSender, optional } from '../ops/settings.ts';

/** What the environment says of mails beside the mail server. */
export const mailEnvironment = {
  MAIL_FROM: optional(mailSender),
  MAIL_KEY_DIR: optional(folder),
  MAIL_PER_DAY: optional(count, '500'),
};

export interface MailSettings {
  /** `Name <address>`, or an address. */
  readonly from: string;
  /** [M-2] The relay's private keys: outside of what is backed up. */
  readonly keyFolder: string;
  /** Outside production, where no mail server is configured: what /dev/mail shows. */
  readonly folder: string;
  /** Mails that one account may send within 24 hours. A room holds 200, and plans change. */
  readonly perDay: number;
}

interface MailValues {
  readonly NODE_ENV: string;
  readonly DATA_DIR: string;
  readonly MAIL_FROM?: string | undefined;
  readonly MAIL_KEY_DIR?: string | undefined;
  readonly MAIL_PER_DAY: number;
}

export function mailOf(env: MailValues): MailSettings {
  // Beside the data and not in it: who backs the data up must not keep the keys.
  const beside = `${env.DATA_DIR.replace(/\/+$/, '')}-mail-keys`;
  const within = join(env.DATA_DIR, 'mail-keys');
  return {
    from: env.MAIL_FROM ?? 'Conclave <conclave@localhost.localdomain>',
    keyFolder: env.MAIL_KEY_DIR ?? (env.NODE_ENV === 'production' ? beside : within),
    folder: join(env.DATA_DIR, 'dev-mail'),
    perDay: env.MAIL_PER_DAY,
  };
}
