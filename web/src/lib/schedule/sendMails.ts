import { MAX_RECIPIENTS } from '@conclave/shared/wire/mailApi';
import { newMailJob } from '../mail/MailJob.ts';
import { MailSender } from '../mail/MailSender.ts';
import { HttpApi } from '../vault/HttpApi.ts';
import type { MailedPerson, MailWish } from './Mailer.ts';

/**
 * [R66, R67] Sends a mailing through the relay, cut into parts that it takes. What did not go out is
 * `failed` for each: the plan keeps that, and it can be tried again.
 */
export async function sendMails(wish: MailWish): Promise<MailedPerson[]> {
  const all: MailedPerson[] = [];
  for (let at = 0; at < wish.people.length; at += MAX_RECIPIENTS) {
    all.push(...(await sendSome({ ...wish, people: wish.people.slice(at, at + MAX_RECIPIENTS) })));
  }
  return all;
}

async function sendSome({ meetingId, content, people }: MailWish): Promise<MailedPerson[]> {
  const http = new HttpApi({
    fetch: (...request) => fetch(...request),
    onSignedOut: () => undefined,
  });
  const sender = new MailSender({
    http,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const job = newMailJob({
    ...{ meetingId, content },
    people: people.map(({ address, name }) => ({ address, name: name === '' ? null : name })),
  });
  const { states } = await sender.send(job);
  return job.recipients.map(({ id, address }) => {
    return { address, state: states.get(id) ?? 'unknown', sendId: job.sendId };
  });
}
