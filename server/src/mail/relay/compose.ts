import type { Clock } from '../../ops/Clock.ts';
import { calendarFile } from '@conclave/shared/mail/calendar';
import { instanceMail } from '@conclave/shared/mail/instanceMail';
import { mailAsHtml } from '@conclave/shared/mail/mailAsHtml';
import { mailAsText } from '@conclave/shared/mail/mailAsText';
import type { MeetingText } from '@conclave/shared/mail/MeetingText';
import type { MailOrder, Organizer, Recipient } from '@conclave/shared/mail/MailOrder';
import { loadMailText, type MailText } from '@conclave/shared/mail/mailTexts';
import { meetingMail } from '@conclave/shared/mail/meetingMail';
import { summaryMail } from '@conclave/shared/mail/summaryMail';
import type { SystemMail } from '@conclave/shared/mail/SystemMail';
import type { Message } from './Transport.ts';

export interface Sender {
  /** The address that mails come from. */
  readonly address: string;
  readonly name: string;
  /** As people open this instance, without a slash at the end. */
  readonly origin: string;
}

export interface Mailing {
  readonly content: MailOrder['content'];
  /** [S-17] Of mails with a summary. */
  readonly text?: MeetingText | undefined;
  readonly organizer: Organizer;
  readonly recipient: Recipient;
  readonly stopToken: string;
}

const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** [R30, R31, R64, R65] The mail about a meeting to one person. */
export async function composeMailing(
  mailing: Mailing,
  { sender, clock }: { sender: Sender; clock: Clock },
): Promise<Message> {
  const { content, organizer, recipient, stopToken } = mailing;
  const { origin } = sender;
  const text = await loadMailText(content.language);
  // Seen by a person; mail programs use the other one and press the button themselves (RFC 8058).
  const stopUrl = `${origin}/stop?token=${stopToken}`;
  const frame = { organizer, origin, text, stopUrl };
  const mail =
    content.template === 'summary'
      ? summaryMail(content, frame, mailing.text)
      : meetingMail(content, frame);
  const host = new URL(origin).host;
  return {
    from: { name: text.sentBy({ organizer: organizer.name, host }), address: sender.address },
    to: { name: recipient.name ?? '', address: recipient.address },
    replyTo: { name: organizer.name, address: organizer.address },
    subject: mail.subject,
    text: mailAsText(mail),
    html: mailAsHtml(mail),
    calendar: calendarOf(mailing, { sender, text, now: clock.now() }),
    headers: {
      ...AUTOMATIC,
      'Content-Language': content.language,
      'List-Unsubscribe': `<${origin}/api/mail/stop/${stopToken}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/** [M-9] Of mails about a plan; a summary has none. */
function calendarOf(
  { content, organizer, recipient }: Mailing,
  { sender, text, now }: { sender: Sender; text: MailText; now: number },
): Message['calendar'] {
  if (content.template === 'summary') return undefined;
  const cancelled = content.template === 'cancellation';
  const file = calendarFile({
    entry: content.entry,
    method: cancelled ? 'cancel' : 'request',
    text,
    now,
    organizer: { ...organizer, sentBy: sender.address },
    attendee: recipient,
  });
  return { method: cancelled ? 'CANCEL' : 'REQUEST', content: file };
}

/** A mail of the instance to the address of an account. It cannot be stopped: it is about the account. */
export async function composeSystemMail(mail: SystemMail, sender: Sender): Promise<Message> {
  const { origin } = sender;
  const text = await loadMailText(mail.language);
  const written = instanceMail(mail, { origin, text });
  return {
    from: { name: sender.name, address: sender.address },
    to: { name: '', address: mail.to },
    replyTo: mail.kind === 'supportQuestion' ? { name: '', address: mail.replyTo } : undefined,
    subject: written.subject,
    text: mailAsText(written),
    html: mailAsHtml(written),
    calendar: undefined,
    headers: { ...AUTOMATIC, 'Content-Language': mail.language },
  };
}
