import { SystemMail } from '@conclave/shared/mail/SystemMail';
import * as v from 'valibot';
import { RateLimit } from '../http/RateLimit.ts';
import type { Log } from '../ops/Log.ts';
import type { Timers } from '../ops/Timers.ts';
import type { Mailer } from './Mailer.ts';
import { RelayLostError, type RelayLink } from './RelayLink.ts';

const MINUTE_MS = 60_000;
/** Waits before what failed is tried again: an hour in all. */
const RETRY_MS = [MINUTE_MS / 2, 2 * MINUTE_MS, 10 * MINUTE_MS, 45 * MINUTE_MS];

/** [R66] To one address: nobody's mailbox is filled by whoever keeps asking for a link. */
const PER_ADDRESS = { times: 10, perMs: 60 * MINUTE_MS };

/**
 * [G-7] Consents of a large meeting come within minutes, each with a mail of its own. What is dropped
 * beyond is told all the same: each head covers every step before it.
 */
const CONSENTS_PER_ADDRESS = { times: 600, perMs: 60 * MINUTE_MS };

/**
 * Counted apart, each with its own limit: what a stranger can have mailed by asking for it must not use up
 * the mails that tell an owner of a new password or a changed address, or the questions to support.
 */
const OWN_COUNT: Partial<Record<SystemMail['kind'], string>> = {
  consentStep: 'consent',
  verifyAddress: 'asked',
  addressTaken: 'asked',
  invitedOrganizer: 'asked',
  // With what takes a change back: neither sign-ins nor passwords set in a row keep them from arriving.
  changedAddress: 'undo',
  renewedKit: 'undo',
  changedSecondFactor: 'undo',
  newSignIn: 'signIn',
  rightsRequest: 'rights',
  supportQuestion: 'support',
};

/** Mails that wait for their next try. More is a mail server down in a busy hour; the oldest matter least then. */
const MAX_WAITING = 1_000;

export interface SystemMailerOptions {
  readonly link: Pick<RelayLink, 'system'>;
  readonly timers: Timers;
  readonly log: Log;
  /** Under which name an address is counted. */
  readonly keyOf: (address: string) => string;
  /** Told of every try that a mail server did not take. */
  readonly failed?: (() => void) | undefined;
}

/** The instance's own mails, tried again for an hour in memory. */
export class SystemMailer implements Mailer {
  readonly #options: SystemMailerOptions;
  readonly #limit = new RateLimit(PER_ADDRESS);
  readonly #consentLimit = new RateLimit(CONSENTS_PER_ADDRESS);
  #waiting = 0;

  constructor(options: SystemMailerOptions) {
    this.#options = options;
  }

  send(mail: SystemMail): void {
    const checked = v.parse(SystemMail, mail);
    const limit = checked.kind === 'consentStep' ? this.#consentLimit : this.#limit;
    const count = OWN_COUNT[checked.kind] ?? 'owner';
    void limit.take(`${count} ${this.#options.keyOf(checked.to)}`).then(
      () => this.#try(checked, 0),
      () => this.#options.log.warn('mail.flood'),
    );
  }

  async #try(mail: SystemMail, tries: number): Promise<void> {
    const { link, timers, log, failed } = this.#options;
    try {
      const state = await link.system(mail);
      if (state === 'failed') throw new RelayLostError('the mail server did not take it');
      if (state !== 'accepted') log.warn('mail.undelivered');
    } catch (error) {
      const waitMs = RETRY_MS[tries];
      log.warn('mail.failed', { error, count: tries + 1 });
      failed?.();
      if (waitMs === undefined || this.#waiting >= MAX_WAITING) return;
      this.#waiting += 1;
      timers.after(waitMs, () => {
        this.#waiting -= 1;
        void this.#try(mail, tries + 1);
      });
    }
  }
}
