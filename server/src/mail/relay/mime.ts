import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Message } from './Transport.ts';

/** A mail as it travels, with the envelope it travels in. */
export interface Written {
  readonly raw: Buffer;
  readonly from: string;
  readonly to: string[];
}

/**
 * Writes a mail out. Names and subject are encoded by the library and cannot end a header [T27];
 * it may read no file and fetch nothing, whatever a value looks like.
 */
export async function writeMime(message: Message): Promise<Written> {
  const { from, to, replyTo, subject, text, html, calendar, headers } = message;
  const composer = new MailComposer({
    from: { ...from },
    to: { ...to },
    ...(replyTo && { replyTo: { ...replyTo } }),
    subject,
    text,
    html,
    ...(calendar && { icalEvent: { ...calendar, filename: 'invitation.ics' } }),
    headers: { ...headers },
    // Of random bits: an id made from ours would tell which mails belong together.
    messageId: `<${randomUUID()}@${from.address.split('@')[1] ?? 'localhost'}>`,
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const node = composer.compile();
  const raw = await node.build();
  const envelope = node.getEnvelope();
  if (envelope.from === false) throw new Error('a mail without a sender');
  return { raw, from: envelope.from, to: envelope.to };
}
