import type { Mail } from '@conclave/shared/mail/Mail';
import type { MailContent, Organizer } from '@conclave/shared/mail/MailOrder';
import { loadMailText } from '@conclave/shared/mail/mailTexts';
import { meetingMail } from '@conclave/shared/mail/meetingMail';
import type { OpenAccount } from '../vault/signIn.ts';

/** Who invites, as mails name them. */
export function organizerOf({ account }: Pick<OpenAccount, 'account'>): Organizer {
  return {
    name: `${account.firstName} ${account.lastName}`,
    accountName: account.company?.accountName ?? null,
    address: account.address,
  };
}

/** The mail as the relay will write it, except for the one link that differs for every person. */
export async function previewMail(content: MailContent, organizer: Organizer): Promise<Mail> {
  const text = await loadMailText(content.language);
  const { origin } = location;
  return meetingMail(content, { organizer, origin, text, stopUrl: `${origin}/stop` });
}
