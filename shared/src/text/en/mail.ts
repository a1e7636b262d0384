import { counter } from '../counter.ts';

const count = counter('en');

/** Mails as they go out, the states of sending them, and the page that stops them. */
export const text = {
  date: ({ weekday, day, month, year }: DateParts): string => `${weekday}, ${day} ${month} ${year}`,
  hours: ({ from, to }: { from: string; to: string }): string => `${from} to ${to}`,
  span: ({ from, to }: { from: string; to: string }): string => `${from}, to ${to}`,
  moment: ({ date, time }: { date: string; time: string }): string => `${date}, ${time}`,
  repeats: {
    day: ({ n }: { n: number }): string => count(n, { one: 'Every day', other: 'Every # days' }),
    week: ({ n }: { n: number }): string => count(n, { one: 'Every week', other: 'Every # weeks' }),
    month: ({ n }: { n: number }): string =>
      count(n, { one: 'Every month', other: 'Every # months' }),
    year: ({ n }: { n: number }): string => count(n, { one: 'Every year', other: 'Every # years' }),
    on: ({ days }: { days: string }): string => `on ${days}`,
    first: ({ day }: { day: string }): string => `on the first ${day}`,
    second: ({ day }: { day: string }): string => `on the second ${day}`,
    third: ({ day }: { day: string }): string => `on the third ${day}`,
    fourth: ({ day }: { day: string }): string => `on the fourth ${day}`,
    last: ({ day }: { day: string }): string => `on the last ${day}`,
    until: ({ date }: { date: string }): string => `until ${date}`,
    times: ({ n }: { n: number }): string => count(n, { one: 'once', other: '# times' }),
  },
  invitation: {
    subject: ({ organizer }: { organizer: string }): string => `Invitation from ${organizer}`,
    label: 'Invitation to a meeting',
    says: ({ organizer }: { organizer: string }): string => `${organizer} invites you.`,
  },
  update: {
    subject: ({ organizer }: { organizer: string }): string => `Changed: meeting with ${organizer}`,
    label: 'A meeting has changed',
    says: ({ organizer }: { organizer: string }): string => `${organizer} changed a meeting.`,
    changed: {
      time: 'The time is new.',
      topic: 'The topic is new.',
      link: 'The link is new. The former one does not work any more.',
      repeats: 'It repeats in another way.',
    },
  },
  cancellation: {
    subject: ({ organizer }: { organizer: string }): string =>
      `Cancelled: meeting with ${organizer}`,
    label: 'A meeting does not take place',
    says: ({ organizer }: { organizer: string }): string => `${organizer} cancelled this meeting.`,
    entry: 'If it is in your calendar, your calendar takes it out or asks you.',
  },
  summaryMail: {
    subject: ({ organizer }: { organizer: string }): string =>
      `Summary of your meeting with ${organizer}`,
    preview: 'What was written in the meeting, to open in your browser',
    label: 'Summary of a meeting',
    says: ({ organizer }: { organizer: string }): string =>
      `The meeting with ${organizer} is over. What was written, drawn and shared in it is ready for you, with your own private notes if you made any.`,
    code: 'The link asks for the five-word code that was shown to you in the room. It is not in this mail.',
    button: 'Open the summary',
    privacy:
      'The summary itself is not in this mail. It lies encrypted on the server and opens in your browser. Whoever has this link can open it, so keep this mail to yourself.',
    privacyCode:
      'The summary itself is not in this mail. It lies encrypted on the server and opens in your browser with the link and the code together.',
    inside: {
      preview: 'What was written in the meeting',
      says: ({ organizer }: { organizer: string }): string =>
        `Below stands what was written in it, as the browser of ${organizer} put it together. Addresses in it are spelled so that nothing opens by a click.`,
      parts: {
        decisions: 'Decisions',
        actions: 'Action items',
        agenda: 'Agenda',
        minutes: 'Minutes',
        chat: 'Group chat',
      },
      cut: 'This is not all of it: the rest is behind the link.',
      privacy:
        'This mail is not encrypted: mail providers can read what stands in it. Those who wrote were told before they joined. Whoever has the link can open the whole summary, so keep this mail to yourself.',
    },
    source: ({ organizer }: { organizer: string }): string =>
      `You entered your address in the meeting with ${organizer} to get this summary. This server keeps it encrypted for three days at most, and has it read by no one but the program that sends this mail. Replies go to ${organizer}.`,
  },
  withTopic: ({ subject, topic }: { subject: string; topic: string }): string =>
    `${subject}: ${topic}`,
  ofAccount: ({ organizer, account }: { organizer: string; account: string }): string =>
    `${organizer} of ${account}`,
  sentBy: ({ organizer, host }: { organizer: string; host: string }): string =>
    `${organizer} via ${host}`,
  meeting: 'Meeting',
  go: 'Go to the meeting',
  goHint:
    'Works in your browser, on a phone too. Nothing to install, no account. If the button does not work, copy this whole line:',
  linkHint: 'If the button does not work, copy this whole line:',
  privacy: {
    lead: 'About privacy.',
    knock:
      'The meeting is end-to-end encrypted. This mail is not: mail providers can read it. The link only lets you knock, somebody inside lets you in.',
    open: 'This mail is not encrypted: mail providers can read it. The link alone opens this meeting, so treat it as public.',
    gone: 'The meeting was to be end-to-end encrypted. This mail is not: mail providers can read it.',
  },
  source: ({ organizer }: { organizer: string }): string =>
    `Your address was entered by ${organizer}. This server does not keep it after sending. Replies go to ${organizer}.`,
  sourceSystem: 'You get this mail because your address belongs to an account here.',
  sourceInvited: ({ inviter }: { inviter: string }): string =>
    `Your address was entered by ${inviter} to invite you.`,
  sourceRegistered: 'You get this mail because somebody entered your address here.',
  links: { privacy: 'Privacy', terms: 'Terms', stop: 'No more mails from here' },
  calendar: {
    open: ({ link }: { link: string }): string => `Go to the meeting: ${link}`,
    remind: 'The meeting begins soon',
  },
  system: {
    ifNotYou: 'If it was not you.',
    /** To a former address of the account. */
    former:
      'You read this because the account had this address until lately. Take the change of address back with the link in our mail “The address of your account was changed”.',
    verifyAddress: {
      subject: 'Confirm your address',
      says: 'Confirm that this address is yours. Invitations and replies then come and go by it.',
      button: 'Confirm the address',
      until: ({ when }: { when: string }): string => `The link works once, until ${when}.`,
      note: 'Do nothing. Without the link nobody can use your address here.',
    },
    addressTaken: {
      subject: 'You have an account already',
      says: 'Somebody, perhaps you, wanted to use this address for an account. There is one already, so nothing was changed.',
      button: 'Sign in',
      note: 'You do not have to do anything. Whoever tried does not learn that you have an account.',
    },
    changedAddress: {
      subject: 'The address of your account was changed',
      says: ({ when }: { when: string }): string =>
        `Your account has another address since ${when}. This one does not sign in any more.`,
      button: 'Take it back',
      note: 'Take it back within seven days: this address signs in again, and all browsers are signed out. Recovery kit and second step are what they were before, and no closing of the account stays that began since. Then set a new password with that recovery kit, or with your former password.',
    },
    undoneAddress: {
      subject: 'A change of address was taken back',
      says: ({ when }: { when: string }): string =>
        `Your account has its former address again since ${when}. Whoever reads mail there took the change back. All browsers were signed out.`,
      button: 'Set a new password',
    },
    changedPassword: {
      subject: 'Your password was changed',
      says: ({ when }: { when: string }): string =>
        `The password of your account was changed on ${when}. Other browsers were signed out.`,
      button: 'Look at the account',
      note: 'Use your recovery kit to set a new password now.',
    },
    renewedKit: {
      subject: 'Your recovery kit was renewed',
      says: ({ when }: { when: string }): string =>
        `There is a new recovery kit for your account since ${when}. The former one opens nothing any more.`,
      button: 'Take it back',
      note: 'Take it back within seven days: the former recovery kit works again, and all browsers are signed out. Then set a new password with it.',
    },
    changedSecondFactor: {
      subject: 'The second step of signing in was changed',
      on: ({ when }: { when: string }): string =>
        `Signing in asks for a second step since ${when}.`,
      off: ({ when }: { when: string }): string =>
        `Signing in asks for the password only since ${when}.`,
      fewer: ({ when }: { when: string }): string =>
        `There is one way less to take the second step of signing in since ${when}.`,
      codesRenewed: ({ when }: { when: string }): string =>
        `There are new recovery codes since ${when}. The former ones do not work any more.`,
      button: 'Take it back',
      note: 'Take it back within seven days: the second step is what it was, and all browsers are signed out. Then set a new password with your recovery kit.',
    },
    newSignIn: {
      subject: 'A new sign-in to your account',
      says: ({ when }: { when: string }): string =>
        `Somebody signed in to your account in a new browser on ${when}.`,
      button: 'See where you are signed in',
      note: 'End that sign-in and change your password.',
    },
    invitedOrganizer: {
      subject: ({ inviter }: { inviter: string }): string =>
        `${inviter} invites you as an organizer`,
      says: ({ inviter }: { inviter: string }): string =>
        `${inviter} invites you to create an account. With it you hold meetings that are end-to-end encrypted.`,
      button: 'Create the account',
      until: ({ when }: { when: string }): string => `The link works once, until ${when}.`,
    },
    suspendedOrganizer: {
      subject: 'Your account is suspended',
      says: 'The admin has suspended your account. You cannot sign in until that is undone. Your meetings stay as they are, sealed.',
      by: ({ account }: { account: string }): string => `This was decided by ${account}.`,
    },
    restoredOrganizer: {
      subject: 'Your account works again',
      says: 'The admin has ended the suspension. You can sign in again.',
      by: ({ account }: { account: string }): string => `This was decided by ${account}.`,
      button: 'Sign in',
    },
    removedOrganizer: {
      subject: 'Your account was removed',
      says: 'The admin has removed your account. Its meetings and keys are deleted here. Where a deputy holds the keys of a meeting, the deputy can go on with it.',
      by: ({ account }: { account: string }): string => `This was decided by ${account}.`,
    },
    closingAccount: {
      subject: 'Your account is about to be deleted',
      says: ({ when }: { when: string }): string =>
        `Your account was closed. On ${when} its meetings, keys and addresses are deleted, and nobody can bring them back. Until then everything works as before.`,
      button: 'Keep the account',
      note: 'Sign in, keep the account and change your password.',
    },
    closedAccount: {
      subject: 'Your account is closed',
      says: ({ when }: { when: string }): string =>
        `Your account was closed on ${when}. Its meetings, keys and addresses are deleted here. Nobody can bring them back.`,
    },
    lapsingAccount: {
      subject: ({ n }: { n: number }): string =>
        count(n, {
          one: 'Your data will be deleted tomorrow',
          other: 'Your data will be deleted in # days',
        }),
      says: ({ n }: { n: number }): string =>
        count(n, {
          one: 'Your account has lapsed. Its meetings and keys will be deleted in one day, for good.',
          other:
            'Your account has lapsed. Its meetings and keys will be deleted in # days, for good.',
        }),
      button: 'Look at the account',
      until: ({ when }: { when: string }): string =>
        `Until ${when} you can sign in, export what you need, or renew the account.`,
    },
    consentStep: {
      subject: ({ position }: { position: string }): string => `Consent: answer no. ${position}`,
      says: ({ when }: { when: string }): string =>
        `On ${when} somebody gave, refused or took back consent in one of your meetings. Who it was and what they said stands in the meeting, sealed to you.`,
      commitment: ({ commitment }: { commitment: string }): string => `Commitment: ${commitment}`,
      head: ({ head }: { head: string }): string => `Head of the chain: ${head}`,
      button: 'To your meetings',
      lead: 'Keep this mail.',
      note: 'It proves that nobody changed this record, or one before it, afterwards.',
    },
    changedRestriction: {
      subject: 'The use of your data was changed',
      on: ({ when }: { when: string }): string =>
        `Your data is kept and not used since ${when}: you start no meetings and send no mails. You can end that at any time.`,
      off: ({ when }: { when: string }): string =>
        `From ${when} your data is used again as before: you wanted the restriction to end.`,
      button: 'Look at my data',
      note: 'Sign in, look at “My data” and change your password.',
    },
    rightsRequest: {
      subject: 'Somebody asks you about their data',
      again: 'A request about data is still unanswered',
      says: 'A participant of one of your meetings has sent you a request about their data. Only your browser can open it.',
      due: ({ when }: { when: string }): string => `An answer is due by ${when}.`,
      button: 'Open the request',
    },
    supportQuestion: {
      subject: 'A question for support',
      says: ({ address }: { address: string }): string =>
        `${address} has written to you with the support form. Answer to this mail.`,
      source: 'You get this mail because you run this instance. Nothing of it was stored there.',
    },
    changedPolicy: {
      subject: 'The privacy policy changes',
      says: ({ when }: { when: string }): string =>
        `A new privacy policy is in force from ${when}. It says what changes and what you can do.`,
      button: 'Read the new policy',
    },
  },
  states: {
    waiting: 'Waits its turn',
    accepted: 'Taken by the mail server',
    refused: 'Refused: this address gets no mail',
    stopped: 'Wants no mails from here',
    failed: 'Not sent',
    unknown: 'Sent, perhaps',
  },
  stateHints: {
    accepted: 'The mail server of this instance took it. Whether it was read, nobody is asked.',
    refused: 'The mail server says that nobody gets mail there. Look at the spelling.',
    stopped: 'This person asked for no more mails. Send the link another way.',
    failed: 'The mail server did not take it. Try again.',
    unknown:
      'The line broke while the mail was handed over. It is not sent again by itself, so that nobody gets it twice.',
  },
  stop: {
    title: 'No more mails',
    asks: 'Invitations from this server will not reach your address any more. Of your address only a fingerprint is kept, which nobody can turn back into it.',
    button: 'Send me no more mails',
    stopping: 'Noting it',
    done: 'Noted. No more mails come from here.',
    undo: 'I want mails again',
    undone: 'Mails from here reach you again.',
    broken: 'This link is not complete. Copy the whole line from the mail.',
    failed: 'That did not reach the server. Try again.',
  },
};

interface DateParts {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
}
