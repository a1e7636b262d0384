import { mailLanguageOf } from '@conclave/shared/mail/MailLanguage';
import type { Mailer } from '../mail/Mailer.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';
import type { RequestStore } from '../store/RequestStore.ts';
import type { RightsStore } from '../store/RightsStore.ts';
import type { StatisticStore } from '../store/StatisticStore.ts';
import type { Versions } from './Rights.ts';

const HOUR_MS = 3_600_000;
/** [R107] A reminder when ten days are left: twenty days after the request came. */
const REMIND_BEFORE_MS = 10 * 24 * HOUR_MS;
/** Mails of one sweep. More waits an hour and burdens no mail server. */
const MAX_MAILS = 200;

export interface RightsSweepParts {
  readonly rights: RightsStore;
  readonly requests: RequestStore;
  readonly statistics: StatisticStore;
  readonly mailer: Mailer;
  readonly versions: Versions;
  readonly statisticsMs: number;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/**
 * Now and every hour: [R107] reminds organizers of requests, [R9] announces a policy that account holders have
 * not heard of, [R82] deletes statistics whose time is over. Each mail is claimed before it is sent, so
 * that two processes do not both send it.
 */
export class RightsSweep {
  readonly #parts: RightsSweepParts;
  #cancel: Cancel | undefined;
  #closed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: RightsSweepParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running = this.sweep().catch((error: unknown) => this.#parts.failed(error));
    this.#cancel = this.#parts.timers.after(HOUR_MS, () => {
      if (!this.#closed) this.start();
    });
  }

  async sweep(): Promise<void> {
    const { statistics, statisticsMs, clock } = this.#parts;
    await statistics.deleteBefore(clock.now() - statisticsMs);
    await this.#remind();
    await this.#announce();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#running;
  }

  async #remind(): Promise<void> {
    const { requests, mailer, clock } = this.#parts;
    const now = clock.now();
    for (const waiting of await requests.unreminded(now + REMIND_BEFORE_MS, MAX_MAILS)) {
      const { id, dueAt: due, address } = waiting;
      if (!(await requests.claimReminder(id, now))) continue;
      const to = { to: address, language: mailLanguageOf(waiting.language) };
      mailer.send({ kind: 'rightsRequest', ...to, due, again: true, path: '/account/requests' });
    }
  }

  async #announce(): Promise<void> {
    const { rights, mailer, versions } = this.#parts;
    const { policy: version, policyFrom: from } = versions;
    for (const person of await rights.untold({ version, since: from }, MAX_MAILS)) {
      if (!(await rights.claimTold(person.accountId, version))) continue;
      const to = { to: person.address, language: mailLanguageOf(person.language) };
      mailer.send({ kind: 'changedPolicy', ...to, from, path: '/privacy' });
    }
  }
}
