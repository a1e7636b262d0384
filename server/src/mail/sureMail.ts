import { SystemMail } from '@conclave/shared/mail/SystemMail';
import * as v from 'valibot';
import type { Log } from '../ops/Log.ts';
import type { RelayLink } from './RelayLink.ts';

/** Resolves to whether the mail server has taken a mail, or will never take it. Tries once, and never throws. */
export type SureMail = (mail: SystemMail) => Promise<boolean>;

/**
 * For mails that must not be lost with a restart: whoever sends them notes that it is done only after this, and
 * comes again when it says no.
 */
export function sureMail(link: Pick<RelayLink, 'system'>, log: Log): SureMail {
  return async (mail) => {
    const checked = v.parse(SystemMail, mail);
    try {
      const state = await link.system(checked);
      if (state === 'failed') return false;
      if (state !== 'accepted') log.warn('mail.undelivered');
      return true;
    } catch (error) {
      log.warn('mail.failed', { error, count: 1 });
      return false;
    }
  };
}
