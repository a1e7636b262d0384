import type { MeetingId } from '../../shared/src/ids.ts';
import type { CalendarEntry, MailContent } from '../../shared/src/mail/MailOrder.ts';
import { newMailJob, type MailJob } from '../../web/src/lib/mail/MailJob.ts';
import { MailSender } from '../../web/src/lib/mail/MailSender.ts';
import { HttpApi } from '../../web/src/lib/vault/HttpApi.ts';
import type { NodeBrowser } from './NodeBrowser.ts';

/** Tuesday, 24 November 2026, 10:00 to 11:00 in Berlin. */
export function newEntry(change: Partial<CalendarEntry> = {}): CalendarEntry {
  return {
    uid: 'c0nc1ave-7Qd2Xw9LbT@meet.hallwerk.example',
    sequence: 0,
    start: Date.UTC(2026, 10, 24, 9),
    end: Date.UTC(2026, 10, 24, 10),
    zone: 'Europe/Berlin',
    repeats: null,
    occurrence: null,
    topic: 'Shift plan for spring',
    link: 'https://meet.hallwerk.example/m/7Qd2Xw9LbT#k3-mZ81vQxR4tYc6PnUe0aHsg',
    remind: 10,
    ...change,
  };
}

export function newInvitation(change: Partial<CalendarEntry> = {}): MailContent {
  return { template: 'invitation', language: 'en', opens: false, entry: newEntry(change) };
}

export function newJob(
  meetingId: MeetingId,
  addresses: readonly string[],
  content: MailContent = newInvitation(),
): MailJob {
  return newMailJob({
    meetingId,
    content,
    people: addresses.map((address) => ({ address, name: null })),
  });
}

/** The product's own sending, without a page around it. */
export function senderIn(browser: NodeBrowser): MailSender {
  const http = new HttpApi({ fetch: browser.fetch, onSignedOut: () => undefined });
  return new MailSender({
    http,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 8)),
  });
}

/** The states of a mailing, by address. */
export async function mailed(
  sender: MailSender,
  job: MailJob,
): Promise<Record<string, string | undefined>> {
  const { states } = await sender.send(job);
  return Object.fromEntries(job.recipients.map(({ id, address }) => [address, states.get(id)]));
}
