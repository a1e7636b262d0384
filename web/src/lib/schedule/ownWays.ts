import type { MailContent, Organizer } from '@conclave/shared/mail/MailOrder';
import { loadMailText } from '@conclave/shared/mail/mailTexts';
import type { Mail } from '@conclave/shared/mail/Mail';
import type { Person } from '../people/Person.ts';
import { previewMail } from './previewMail.ts';

/** Longer addresses are cut by some mail programs. */
const MAX_MAILTO_LETTERS = 1_900;

/** The invitation as text, to paste into whatever one writes with; without what only our mails end with. */
export async function invitationText(content: MailContent, organizer: Organizer): Promise<string> {
  return textOf(await previewMail(content, organizer));
}

function textOf({ blocks }: Mail): string {
  const parts = blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return [block.text];
      case 'facts':
        return [block.lines.join('\n')];
      case 'button':
        return [`${block.text}:\n${block.url}`];
      case 'label':
      case 'note':
      case 'quoted':
      case 'footer':
        return [];
    }
  });
  return parts.join('\n\n');
}

/** [F] Opens the own mail program with the invitation in it; this server sees nothing of it. */
export async function mailtoOf(
  content: MailContent,
  organizer: Organizer,
  people: readonly Person[],
): Promise<string> {
  const mail = await previewMail(content, organizer);
  const write = (to: readonly Person[]): string => {
    const addresses = to.map(({ address }) => encodeURIComponent(address)).join(',');
    const body = encodeURIComponent(textOf(mail).replaceAll('\n', '\r\n'));
    return `mailto:${addresses}?subject=${encodeURIComponent(mail.subject)}&body=${body}`;
  };
  const whole = write(people);
  return whole.length > MAX_MAILTO_LETTERS ? write([]) : whole;
}

/** The calendar file to download. Its library is loaded only now. */
export async function calendarOf(content: MailContent, now: number): Promise<Blob> {
  const { calendarFile } = await import('@conclave/shared/mail/calendar');
  const text = await loadMailText(content.language);
  const file = calendarFile({ entry: content.entry, method: 'publish', text, now });
  return new Blob([file], { type: 'text/calendar;charset=utf-8' });
}
