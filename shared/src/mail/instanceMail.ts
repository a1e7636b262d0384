import type { Block, Mail } from './Mail.ts';
import type { MailText } from './mailTexts.ts';
import type { SystemMail, SystemMailKind } from './SystemMail.ts';
import { momentIn } from './when.ts';

export interface InstanceFrame {
  /** As people open this instance, without a slash at the end. */
  readonly origin: string;
  readonly text: MailText;
}

/** What differs between the kinds. */
interface Said {
  readonly subject: string;
  readonly says: string;
  /** How long something holds, and what goes with it. */
  readonly more?: string;
  readonly button?: string;
  readonly facts?: readonly string[];
  /** What to do, and when: if it was somebody else, unless it says otherwise. */
  readonly note?: string | undefined;
  readonly lead?: string;
}

type Words = MailText['system'];
type Of<K extends SystemMailKind> = Extract<SystemMail, { kind: K }>;
type Sayings = {
  readonly [K in SystemMailKind]: (mail: Of<K>, words: Words, when: (at: number) => string) => Said;
};

const by = (account: string | null, say: (values: { account: string }) => string) =>
  account === null ? {} : { more: say({ account }) };

/** Without a way of its own: what to do stands in an earlier mail. */
const toFormer = (path: string | undefined, note: string): { note?: string } =>
  path === undefined ? { note } : {};

/** [V-21] To an address that nobody has proven: it says what happened, and not how to take it back. */
const nothingToDo = (isSo: boolean): { note?: undefined } => (isSo ? { note: undefined } : {});

const sayings: Sayings = {
  verifyAddress: ({ until }, { verifyAddress: words }, when) => ({
    ...words,
    more: words.until({ when: when(until) }),
  }),
  addressTaken: (_mail, words) => words.addressTaken,
  changedAddress: ({ at, path }, { changedAddress: words }, when) => ({
    ...words,
    ...nothingToDo(path === undefined),
    says: words.says({ when: when(at) }),
  }),
  undoneAddress: ({ at }, { undoneAddress: words }, when) => ({
    ...words,
    says: words.says({ when: when(at) }),
  }),
  changedPassword: ({ at, path }, { changedPassword: words, former }, when) => ({
    ...words,
    ...toFormer(path, former),
    says: words.says({ when: when(at) }),
  }),
  renewedKit: ({ at, path, unproven }, { renewedKit: words, former }, when) => ({
    ...words,
    ...toFormer(path, former),
    ...nothingToDo(unproven === true),
    says: words.says({ when: when(at) }),
  }),
  changedSecondFactor: (mail, { changedSecondFactor: words, former }, when) => ({
    subject: words.subject,
    button: words.button,
    note: words.note,
    ...toFormer(mail.path, former),
    ...nothingToDo(mail.unproven === true),
    says: words[mail.change]({ when: when(mail.at) }),
  }),
  newSignIn: ({ at, path }, { newSignIn: words, former }, when) => ({
    ...words,
    ...toFormer(path, former),
    says: words.says({ when: when(at) }),
  }),
  invitedOrganizer: ({ inviter, accountName, until }, { invitedOrganizer: words }, when) => ({
    button: words.button,
    subject: words.subject({ inviter }),
    says: words.says({ inviter: accountName === null ? inviter : `${inviter} (${accountName})` }),
    more: words.until({ when: when(until) }),
  }),
  suspendedOrganizer: ({ accountName }, { suspendedOrganizer: words }) => ({
    ...words,
    ...by(accountName, words.by),
  }),
  restoredOrganizer: ({ accountName }, { restoredOrganizer: words }) => ({
    ...words,
    ...by(accountName, words.by),
  }),
  removedOrganizer: ({ accountName }, { removedOrganizer: words }) => ({
    ...words,
    ...by(accountName, words.by),
  }),
  closingAccount: ({ at, path }, { closingAccount: words, former }, when) => ({
    ...words,
    ...toFormer(path, former),
    says: words.says({ when: when(at) }),
  }),
  closedAccount: ({ at }, { closedAccount: words }, when) => ({
    ...words,
    says: words.says({ when: when(at) }),
  }),
  lapsingAccount: ({ days: n, until }, { lapsingAccount: words }, when) => ({
    subject: words.subject({ n }),
    says: words.says({ n }),
    more: words.until({ when: when(until) }),
    button: words.button,
  }),
  consentStep: ({ at, position, commitment, head }, { consentStep: words }, when) => ({
    subject: words.subject({ position: String(position) }),
    says: words.says({ when: when(at) }),
    facts: [
      words.commitment({ commitment }),
      // The form in which it is told to the verifier: a head says nothing without its place.
      words.head({ head: `${position}.${head}` }),
    ],
    button: words.button,
    lead: words.lead,
    note: words.note,
  }),
  changedRestriction: ({ restricted, at }, { changedRestriction: words }, when) => ({
    subject: words.subject,
    says: (restricted ? words.on : words.off)({ when: when(at) }),
    button: words.button,
    note: words.note,
  }),
  rightsRequest: ({ due, again }, { rightsRequest: words }, when) => ({
    subject: again ? words.again : words.subject,
    says: words.says,
    more: words.due({ when: when(due) }),
    button: words.button,
  }),
  supportQuestion: ({ replyTo, text }, { supportQuestion: words }) => ({
    subject: words.subject,
    says: words.says({ address: replyTo }),
    more: text,
  }),
  changedPolicy: ({ from }, { changedPolicy: words }, when) => ({
    ...words,
    says: words.says({ when: when(from) }),
  }),
};

/** A mail of the instance to the address of an account. */
export function instanceMail(mail: SystemMail, frame: InstanceFrame): Mail {
  const { text, origin } = frame;
  const wording = { language: mail.language, text };
  const said = saidOf(mail, text.system, (at) => momentIn(at, wording));
  return {
    language: mail.language,
    subject: said.subject,
    preview: said.says,
    blocks: [
      { kind: 'heading', text: said.subject },
      { kind: 'paragraph', text: said.says },
      ...(said.more === undefined ? [] : [{ kind: 'paragraph' as const, text: said.more }]),
      ...(said.facts === undefined ? [] : [{ kind: 'facts' as const, lines: said.facts }]),
      ...way(mail, said, frame),
      ...noteOf(said, text),
      {
        kind: 'footer',
        text: source(mail, text),
        links: [
          { text: text.links.privacy, url: `${origin}/privacy` },
          { text: text.links.terms, url: `${origin}/terms` },
        ],
      },
    ],
  };
}

/** Where each kind finds its words: a mail and its saying are of one kind, which an index does not tell. */
function saidOf<K extends SystemMailKind>(
  mail: Of<K> & { kind: K },
  words: Words,
  when: (at: number) => string,
): Said {
  return sayings[mail.kind](mail, words, when);
}

function way(mail: SystemMail, { button }: Said, { origin, text }: InstanceFrame): Block[] {
  if (button === undefined || !('path' in mail)) return [];
  return [{ kind: 'button', text: button, url: `${origin}${mail.path}`, hint: text.linkHint }];
}

function noteOf({ note, lead }: Said, { system }: MailText): Block[] {
  return note === undefined ? [] : [{ kind: 'note', lead: lead ?? system.ifNotYou, text: note }];
}

function source(mail: SystemMail, text: MailText): string {
  if (mail.kind === 'invitedOrganizer') return text.sourceInvited({ inviter: mail.inviter });
  if (mail.kind === 'supportQuestion') return text.system.supportQuestion.source;
  const entered = mail.kind === 'verifyAddress' || mail.kind === 'addressTaken';
  return entered ? text.sourceRegistered : text.sourceSystem;
}
