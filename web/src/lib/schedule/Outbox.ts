import type { MeetingId } from '@conclave/shared/ids';
import type { MailContent } from '@conclave/shared/mail/MailOrder';
import type { DeliveryState, SendReport } from '@conclave/shared/wire/mailApi';
import { newMailJobs, type MailJob } from '../mail/MailJob.ts';
import type { MailSender, SendFault } from '../mail/MailSender.ts';
import type { Vault } from '../vault/Vault.ts';
import { peopleMailed, type Mailing } from './mailings.ts';
import type { Delivery, Plan, PlanEntry } from './Plan.ts';

/** A send that was not heard of for so long did not reach the server on a slow line either. */
const LOST_AFTER_MS = 2 * 60_000;
/** Shorter than the server remembers a mailing: what it does not know by then never began. */
const KNOWN_FOR_MS = 2 * 24 * 3_600_000;

export interface OutboxOptions {
  readonly vault: Pick<Vault, 'update'>;
  readonly sender: Pick<MailSender, 'send' | 'report'>;
  readonly now: () => number;
}

/** A mailing with what it says. */
export interface Outgoing {
  readonly mailing: Mailing;
  readonly content: MailContent;
  readonly meetingId: MeetingId;
}

/** The plan afterwards, and why mails did not go out if that is known. */
export interface Mailed {
  readonly entry: PlanEntry;
  readonly why: SendFault | undefined;
}

/**
 * Mails of plans. What is about to be sent stands in the vault before anything leaves this browser,
 * so that a browser that ends, or a server that is down, costs nobody the mail and brings it to
 * nobody twice.
 */
export class Outbox {
  readonly #options: OutboxOptions;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Sends, and keeps what became of each mail in the plan. */
  async send(entry: PlanEntry, outgoing: readonly Outgoing[]): Promise<Mailed> {
    const jobs = outgoing.flatMap(({ mailing, content, meetingId }) =>
      newMailJobs({ meetingId, content, people: mailing.people.map(asRecipient) }).map((job) => ({
        job,
        template: templateOf(mailing),
      })),
    );
    if (jobs.length === 0) return { entry, why: undefined };
    const { sequence } = entry.plan;
    const results = new Map<string, Delivery>();
    for (const one of jobs)
      note(
        results,
        this.#deliveries(one, sequence, () => 'waiting'),
      );
    await this.#keep(entry, results);
    results.clear();
    let why: SendFault | undefined;
    for (const one of jobs) {
      const outcome = await this.#options.sender.send(one.job);
      why ??= outcome.why;
      note(
        results,
        this.#deliveries(one, sequence, (id) => outcome.states.get(id) ?? 'unknown'),
      );
    }
    return { entry: await this.#keep(entry, results), why };
  }

  /** [M-12] Asks what became of mails that were under way when this browser last heard of them. */
  async followUp(entry: PlanEntry): Promise<PlanEntry> {
    const open = entry.plan.people.filter(({ mail }) => mail !== null && isOpen(mail));
    const reports = new Map<string, SendReport | undefined>();
    const results = new Map<string, Delivery>();
    for (const { address, mail } of open) {
      if (mail === null) continue;
      const { sendId } = mail;
      if (!reports.has(sendId)) reports.set(sendId, await this.#options.sender.report(sendId));
      const state = stateNow(mail, reports.get(sendId), this.#options.now());
      if (state !== mail.state) results.set(address, { ...mail, state });
    }
    return results.size === 0 ? entry : this.#keep(entry, results);
  }

  #deliveries(
    { job, template }: { job: MailJob; template: Delivery['template'] },
    sequence: number,
    stateOf: (id: MailJob['recipients'][number]['id']) => DeliveryState,
  ): [address: string, Delivery][] {
    const at = this.#options.now();
    const { sendId } = job;
    return job.recipients.map(({ id, address }) => [
      address,
      { template, sequence, state: stateOf(id), sendId, recipientId: id, at },
    ]);
  }

  async #keep(
    { id, plan: sent }: PlanEntry,
    results: ReadonlyMap<string, Delivery>,
  ): Promise<PlanEntry> {
    let after: Plan = sent;
    await this.#options.vault.update('plan', id, (plan) => {
      if (plan === undefined) return undefined;
      after = { ...plan, people: peopleMailed(plan.people, results) };
      return after;
    });
    return { id, plan: after };
  }
}

const asRecipient = ({ address, name }: { address: string; name: string }) => ({
  address,
  name: name === '' ? null : name,
});

/** Of one day's cancellation the rest of the series still stands. */
function templateOf({ on, template }: Mailing): Delivery['template'] {
  return on === undefined ? template : 'update';
}

/** Of several mails to one person the one that did not go out is what is kept. */
function note(into: Map<string, Delivery>, more: readonly [string, Delivery][]): void {
  for (const [address, delivery] of more) {
    const known = into.get(address);
    const isFine = known === undefined || ['accepted', 'waiting'].includes(known.state);
    if (isFine) into.set(address, delivery);
  }
}

const isOpen = ({ state, recipientId }: Delivery): boolean =>
  recipientId !== undefined && (state === 'waiting' || state === 'unknown');

function stateNow(
  { state, at, recipientId }: Delivery,
  report: SendReport | undefined,
  now: number,
): DeliveryState {
  const age = now - at;
  if (report === undefined) {
    if (age > KNOWN_FOR_MS) return 'unknown';
    return age > LOST_AFTER_MS ? 'failed' : state;
  }
  const found = report.deliveries.find(({ id }) => id === recipientId)?.state;
  return found === undefined || found === 'waiting' ? state : found;
}
