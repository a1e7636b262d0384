import { MAX_RECIPIENTS } from '@conclave/shared/wire/mailApi';
import { newMailJob } from '../mail/MailJob.ts';
import { MailSender } from '../mail/MailSender.ts';
import { HttpApi } from '../vault/HttpApi.ts';
import type { MailedPerson, MailWish } from './Mailer.ts';

/**
 * [R66, R67] Sends to everybody of a mailing. What fails as a whole is reported as failed for each: the
 * plan keeps that, and it can be tried again.
 */
export async function sendMails(wish: MailWish): Promise<MailedPerson[]> {
  const http = new HttpApi({
    fetch: (...request) => fetch(...request),
    onSignedOut: () => undefined,
  });
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const sender = new MailSender({ http, wait });
  const all: MailedPerson[] = [];
  for (let at = 0; at < wish.people.length; at += MAX_RECIPIENTS) {
    all.push(...(await sendSome(sender, wish, at)));
  }
  return all;
}

async function sendSome(sender: MailSender, wish: MailWish, from: number): Promise<MailedPerson[]> {
  const { meetingId, content } = wish;
  const people = wish.people.slice(from, from + MAX_RECIPIENTS);
  const named = people.map(({ address, name }) => ({ address, name: name === '' ? null : name }));
  const job = newMailJob({ meetingId, content, people: named });
  const { states } = await sender.send(job);
  return job.recipients.map(({ id, address }) => {
    return { address, state: states.get(id) ?? 'unknown', sendId: job.sendId };
  });
}
