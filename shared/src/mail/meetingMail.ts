import type { Block, Mail } from './Mail.ts';
import type { MailContent, Organizer } from './MailOrder.ts';
import type { MailText } from './mailTexts.ts';
import { linesOf } from './when.ts';

/** What surrounds the content: who sends, from where, in which words. */
export interface MailFrame {
  readonly organizer: Organizer;
  /** As people open this instance, without a slash at the end. */
  readonly origin: string;
  readonly text: MailText;
  /** Ends mails to this recipient [R65]. */
  readonly stopUrl: string;
}

/** [R64, R65, R67] Invitation, update or cancellation. The same for relay and preview. */
export function meetingMail(content: MailContent, frame: MailFrame): Mail {
  const { language, entry } = content;
  const { text, organizer } = frame;
  const lines = linesOf(entry, { language, text });
  const words = text[content.template];
  const subject = words.subject({ organizer: organizer.name });
  return {
    language,
    subject: entry.topic === null ? subject : text.withTopic({ subject, topic: entry.topic }),
    preview: lines.join(', '),
    blocks: [
      { kind: 'label', text: words.label },
      { kind: 'paragraph', text: words.says({ organizer: organizerNamed(frame) }) },
      ...(entry.topic === null ? [] : [{ kind: 'heading' as const, text: entry.topic }]),
      { kind: 'facts', lines },
      ...changed(content, text),
      ...way(content, text),
      { kind: 'note', lead: text.privacy.lead, text: privacy(content, text) },
      mailFooter(frame, frame.text.source({ organizer: frame.organizer.name })),
    ],
  };
}

/** The organizer, with the company they speak for. */
export function organizerNamed({ organizer, text }: MailFrame): string {
  const { name, accountName } = organizer;
  return accountName === null ? name : text.ofAccount({ organizer: name, account: accountName });
}

function changed(content: MailContent, text: MailText): Block[] {
  switch (content.template) {
    case 'invitation':
      return [];
    case 'update': {
      const said = content.changes.map((change) => text.update.changed[change]).join(' ');
      return said === '' ? [] : [{ kind: 'paragraph', text: said }];
    }
    case 'cancellation':
      return [{ kind: 'paragraph', text: text.cancellation.entry }];
  }
}

function way({ template, entry }: MailContent, text: MailText): Block[] {
  if (template === 'cancellation' || entry.link === null) return [];
  return [{ kind: 'button', text: text.go, url: entry.link, hint: text.goHint }];
}

function privacy(content: MailContent, text: MailText): string {
  if (content.template === 'cancellation') return text.privacy.gone;
  return content.opens ? text.privacy.open : text.privacy.knock;
}

/** [R65] The end of every mail that can be stopped: where the address comes from, and the links. */
export function mailFooter({ text, origin, stopUrl }: MailFrame, source: string): Block {
  return {
    kind: 'footer',
    text: source,
    links: [
      { text: text.links.privacy, url: `${origin}/privacy` },
      { text: text.links.terms, url: `${origin}/terms` },
      { text: text.links.stop, url: stopUrl },
    ],
  };
}
