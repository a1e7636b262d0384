import type { Block, Mail } from './Mail.ts';
import type { SummaryContent } from './MailOrder.ts';
import { mailFooter, organizerNamed, type MailFrame } from './meetingMail.ts';
import type { MeetingText, MeetingTextPart } from './MeetingText.ts';
import { unlinked } from './unlinked.ts';

/**
 * [S-3, R59] The mail with the link to a summary. Nothing of the meeting is in it, the topic neither, but the text
 * that its organizer put together, where there is one [S-17].
 */
export function summaryMail(content: SummaryContent, frame: MailFrame, inside?: MeetingText): Mail {
  const { text, organizer } = frame;
  const words = text.summaryMail;
  const named = { organizer: organizerNamed(frame) };
  return {
    language: content.language,
    subject: words.subject({ organizer: organizer.name }),
    preview: inside === undefined ? words.preview : words.inside.preview,
    blocks: [
      { kind: 'label', text: words.label },
      { kind: 'paragraph', text: words.says(named) },
      ...(content.code ? [{ kind: 'paragraph' as const, text: words.code }] : []),
      { kind: 'button', text: words.button, url: content.link, hint: text.linkHint },
      ...(inside === undefined ? [] : insideBlocks(inside, frame)),
      { kind: 'note', lead: text.privacy.lead, text: privacy(content, frame, inside) },
      mailFooter(frame, words.source({ organizer: organizer.name })),
    ],
  };
}

function insideBlocks({ parts }: MeetingText, { text, organizer }: MailFrame): Block[] {
  const words = text.summaryMail.inside;
  return [
    { kind: 'paragraph', text: words.says({ organizer: organizer.name }) },
    ...parts.map(({ part, lines, cut }: MeetingTextPart): Block => ({
      kind: 'quoted',
      title: words.parts[part],
      lines: lines.map(unlinked),
      after: cut ? words.cut : undefined,
    })),
  ];
}

function privacy(
  { code }: SummaryContent,
  { text: { summaryMail: words } }: MailFrame,
  inside: MeetingText | undefined,
): string {
  if (inside !== undefined) return words.inside.privacy;
  return code ? words.privacyCode : words.privacy;
}
