import { mailLanguageOf } from '@conclave/shared/mail/MailLanguage';
import type { Mailer } from '../mail/Mailer.ts';
import type { RetentionStore } from '../store/RetentionStore.ts';
import type { DuePolicy } from './due.ts';
import { daysLeft, noticeDue } from './noticeDue.ts';

/** Where the account is, and whatever can be done about it. */
const PATH = '/account';

/**
 * [R79] Tells the people of lapsed companies how long they have. Handed to the mailer first and noted then:
 * after a crash in between somebody is told twice rather than not at all. A mail that comes back changes nothing.
 */
export class Notices {
  readonly #retention: RetentionStore;
  readonly #policy: DuePolicy;
  readonly #mailer: Mailer | undefined;

  constructor(parts: { retention: RetentionStore; policy: DuePolicy; mailer: Mailer | undefined }) {
    this.#retention = parts.retention;
    this.#policy = parts.policy;
    this.#mailer = parts.mailer;
  }

  /** Sends what is to be sent at a moment. Returns to how many companies. */
  async send(now: number): Promise<number> {
    let told = 0;
    for (const company of await this.#retention.lapsing(now)) {
      const step = noticeDue(company, this.#policy, now);
      if (step === undefined) continue;
      const until = company.paidUntil + this.#policy.lapsedMs;
      const days = daysLeft(company.paidUntil, this.#policy, now);
      for (const { address, language } of await this.#retention.recipients(company.id)) {
        const to = { to: address, language: mailLanguageOf(language) };
        this.#mailer?.send({ kind: 'lapsingAccount', ...to, days, until, path: PATH });
      }
      await this.#retention.noticed(company.id, { lapse: company.paidUntil, days: step });
      told += 1;
    }
    return told;
  }
}
