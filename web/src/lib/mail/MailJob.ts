import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { MailContent, Recipient } from '@conclave/shared/mail/MailOrder';
import { encodeOrder, ORDER_PURPOSE, orderContext } from '@conclave/shared/mail/orderBytes';
import {
  MAX_RECIPIENTS,
  RecipientId,
  SendId,
  type MailSend,
  type RelayKey,
} from '@conclave/shared/wire/mailApi';
import * as v from 'valibot';
import { sealTo } from '../e2ee/crypto/hpke.ts';
import { randomBytes } from '../e2ee/crypto/random.ts';

/**
 * One mailing to at most `MAX_RECIPIENTS` people. As long as it is the same job it reaches nobody
 * twice, however often it is sent [M-5]; a new job about the same thing is a new mail.
 */
export interface MailJob {
  readonly sendId: SendId;
  readonly meetingId: MeetingId;
  readonly content: MailContent;
  readonly recipients: readonly Recipient[];
}

/** Gives a mailing and each of its people an id that tells nothing. */
export function newMailJob(about: {
  readonly meetingId: MeetingId;
  readonly content: MailContent;
  readonly people: readonly Omit<Recipient, 'id'>[];
}): MailJob {
  const { meetingId, content, people } = about;
  return {
    sendId: v.parse(SendId, newId()),
    meetingId,
    content,
    recipients: people.map(({ address, name }) => {
      return { id: v.parse(RecipientId, newId()), address, name };
    }),
  };
}

/** A mailing to any number of people, cut into jobs that the relay takes. */
export function newMailJobs(about: Parameters<typeof newMailJob>[0]): MailJob[] {
  const jobs: MailJob[] = [];
  for (let at = 0; at < about.people.length; at += MAX_RECIPIENTS) {
    jobs.push(newMailJob({ ...about, people: about.people.slice(at, at + MAX_RECIPIENTS) }));
  }
  return jobs;
}

/** [M-3] The job as it goes to the server: who, what, when and where are in the box. */
export async function sealJob(job: MailJob, { keyId, publicKey }: RelayKey): Promise<MailSend> {
  const { sendId, meetingId, content, recipients } = job;
  const order = encodeOrder({ content, recipients: [...recipients] });
  const purpose = { label: ORDER_PURPOSE, context: orderContext({ sendId, keyId }) };
  const sealed = await sealTo(fromBase64Url(publicKey), purpose, order);
  const ids = recipients.map(({ id }) => id);
  return { sendId, meetingId, keyId, recipients: ids, sealedOrder: toBase64Url(sealed) };
}

function newId(): string {
  return toBase64Url(randomBytes(16));
}
