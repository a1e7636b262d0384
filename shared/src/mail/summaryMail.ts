import type { Mail } from './Mail.ts';
import type { SummaryContent } from './MailOrder.ts';
import { mailFooter, organizerNamed, type MailFrame } from './meetingMail.ts';

/** [S-3, R59] The mail with the link to a summary: nothing of the meeting is in it, the topic neither. */
export function summaryMail(content: SummaryContent, frame: MailFrame): Mail {
  const { text, organizer } = frame;
  const words = text.summaryMail;
  return {
    language: content.language,
    subject: words.subject({ organizer: organizer.name }),
    preview: words.preview,
    blocks: [
      { kind: 'label', text: words.label },
      { kind: 'paragraph', text: words.says({ organizer: organizerNamed(frame) }) },
      ...(content.code ? [{ kind: 'paragraph' as const, text: words.code }] : []),
      { kind: 'button', text: words.button, url: content.link, hint: text.linkHint },
      {
        kind: 'note',
        lead: text.privacy.lead,
        text: content.code ? words.privacyCode : words.privacy,
      },
      mailFooter(frame, words.source({ organizer: organizer.name })),
    ],
  };
}
