import type { DeliveryState, SendReport } from '@conclave/shared/wire/mailApi';
import type { MailJob } from '../../mail/MailJob.ts';
import type { MailOutcome, SendFault } from '../../mail/MailSender.ts';

/** Stands for the server and its relay: takes jobs, and knows what it took. */
export class FakeSender {
  readonly jobs: MailJob[] = [];
  readonly reports = new Map<string, SendReport>();
  state: (address: string, job: MailJob) => DeliveryState = () => 'accepted';
  why: SendFault | undefined;
  /** The browser ends, or the line breaks, once the job is on its way. */
  during: (job: MailJob) => Promise<void> = () => Promise.resolve();

  async send(job: MailJob): Promise<MailOutcome> {
    this.jobs.push(job);
    const { sendId, recipients } = job;
    const states = recipients.map(({ id, address }) => [id, this.state(address, job)] as const);
    const deliveries = states.map(([id, state]) => ({ id, state }));
    this.reports.set(sendId, { sendId, running: false, deliveries });
    await this.during(job);
    return { states: new Map(states), why: this.why };
  }

  report(sendId: string): Promise<SendReport | undefined> {
    return Promise.resolve(this.reports.get(sendId));
  }
}
