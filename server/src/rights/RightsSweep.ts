import { randomUUID } from 'node:crypto';
import { mailLanguageOf } from '@conclave/shared/mail/MailLanguage';
import type { SystemMail } from '@conclave/shared/mail/SystemMail';
import type { SureMail } from '../mail/sureMail.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';
import type { DutyStore } from '../store/DutyStore.ts';
import type { RequestStore } from '../store/RequestStore.ts';
import type { RightsStore } from '../store/RightsStore.ts';
import type { Versions } from './Rights.ts';

const HOUR_MS = 3_600_000;
/** [R107] A reminder when ten days are left: twenty days after the request came. */
const REMIND_BEFORE_MS = 10 * 24 * HOUR_MS;
/** What one sweep looks at. More waits an hour and burdens no mail server. */
const MAX_MAILS = 200;
/** Renewed with every mail. A node that dies leaves the duty to the next one after this. */
const HOLD_MS = HOUR_MS / 6;

export interface RightsSweepParts {
  readonly rights: RightsStore;
  readonly requests: RequestStore;
  readonly duty: DutyStore;
  readonly deliver: SureMail;
  readonly versions: Versions;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/**
 * Now and every hour: [R107] reminds organizers of requests, [R9] announces a policy that account holders have
 * not heard of. A mail is noted as sent when the mail server has taken it, by one node at a time: after a crash in
 * between somebody is told twice rather than not at all.
 */
export class RightsSweep {
  readonly #parts: RightsSweepParts;
  readonly #holder = randomUUID();
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
    if (!(await this.#hold())) return;
    try {
      await this.#remind();
      await this.#announce();
    } finally {
      await this.#parts.duty.release(this.#duty);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#running;
  }

  /** One mail for all that somebody is to be reminded of: it leads to the list. */
  async #remind(): Promise<void> {
    const { requests, clock } = this.#parts;
    const now = clock.now();
    const waiting = await requests.unreminded(now + REMIND_BEFORE_MS, MAX_MAILS);
    for (const [to, theirs] of Map.groupBy(waiting, ({ address }) => address)) {
      const [first] = theirs;
      if (first === undefined) continue;
      const language = mailLanguageOf(first.language);
      const about = { due: first.dueAt, again: true, path: '/account/requests' };
      if (!(await this.#deliver({ kind: 'rightsRequest', to, language, ...about }))) continue;
      await requests.reminded(
        theirs.map(({ id }) => id),
        now,
      );
    }
  }

  async #announce(): Promise<void> {
    const { rights, versions } = this.#parts;
    const { policy: version, policyFrom: from } = versions;
    for (const person of await rights.untold({ version, since: from }, MAX_MAILS)) {
      const to = { to: person.address, language: mailLanguageOf(person.language) };
      const told = await this.#deliver({ kind: 'changedPolicy', ...to, from, path: '/privacy' });
      if (told) await rights.told(person.accountId, version);
    }
  }

  async #deliver(mail: SystemMail): Promise<boolean> {
    if (this.#closed || !(await this.#hold())) return false;
    return this.#parts.deliver(mail);
  }

  #hold(): Promise<boolean> {
    const now = this.#parts.clock.now();
    const until = now + HOLD_MS;
    return this.#parts.duty.take(this.#duty, { now, until, farthest: until + HOLD_MS });
  }

  get #duty(): { name: string; holder: string } {
    return { name: 'rights', holder: this.#holder };
  }
}
