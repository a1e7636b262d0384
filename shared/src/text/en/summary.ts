import { counter } from '../counter.ts';

const count = counter('en');

/** A summary by mail: asking for it in the room, the page behind its link, and what the organizer sees. */
export const text = {
  room: {
    title: 'Summary by mail',
    menu: 'Summary by mail',
    what: 'After the meeting you get a link to what was written: minutes, agenda, whiteboard, group chat and files, and your own private notes. Direct messages are not in it, nor is what is written when this meeting is held again.',
    levels: {
      sealed: {
        title: 'A sealed link.',
        text: 'The mail holds no content. The content stays encrypted on the server and opens in your browser. Whoever can read your mailbox can open the link, until the organizer deletes the meeting.',
      },
      code: {
        title: 'A sealed link and a code.',
        text: 'The mail holds no content, and alone it opens nothing: the page also asks for the five words shown here. Whoever has both can open it, until the organizer deletes the meeting.',
      },
      content: {
        title: 'The text itself, and a sealed link.',
        text: 'Agenda, minutes, decisions, action items and the group chat stand in the mail. The program that sends it and mail providers can read them, and nobody can take them back from a mailbox. Your private notes and direct messages are not in it. It goes out once the organizer’s browser has put the text together after the end; where that does not happen within 12 hours, you get the link alone.',
      },
    },
    inMail: {
      legend: 'In the mail',
      text: { title: 'Text and link', text: 'As described above.' },
      link: {
        title: 'The link alone',
        text: 'The mail holds no content. It goes out when the meeting ends.',
      },
    },
    address:
      'Your address is optional and only for this mail. It is sealed in your browser, so that only the program that sends it can read it, and it is gone after three days at most. The organizer sees that you get a summary, and not your address.',
    field: 'Your mail address',
    addressFault: 'This is not a mail address.',
    want: 'Send me the summary',
    keep: 'Leave it as it is',
    privacy: 'About privacy',
    armed: 'A summary will be sent to the address you gave.',
    armedTo: ({ address }: { address: string }): string => `A summary will be sent to ${address}.`,
    armedText: 'It goes out when the meeting ends. You can leave and close this page.',
    armedContent:
      'With the text it goes out once the organizer’s browser has put it together, after 12 hours at the latest with the link alone. You can leave and close this page.',
    lost: 'The summary you asked for was kept for three days and is gone. Ask for it again.',
    change: 'Use another address',
    withdraw: 'Send me nothing',
    code: {
      title: 'The code of this meeting',
      text: 'Note these five words. They are the same for everybody here and are in no mail.',
    },
    looking: 'Looking what you asked for',
    failed: 'The server did not take it. Try again in a moment.',
    again: 'Try again',
  },
  page: {
    title: 'Summary',
    closed: {
      title: 'A summary is waiting for you',
      text: 'It opens here, in your browser. The server holds only the sealed form.',
      open: 'Open the summary',
      note: 'Whoever has this link can open it, until the organizer deletes the meeting. Keep the mail to yourself.',
      noteCode: 'It opens with the link and the code together.',
    },
    code: {
      label: 'The five words shown in the room',
      hint: 'In small letters, with or without spaces.',
      malformed: 'These are not the five words of a code.',
      wrong: 'This is not the code of this meeting.',
    },
    opening: 'Opening the summary',
    from: ({ organizer, when }: { organizer: string; when: string }): string =>
      organizer === '' ? when : `With ${organizer}, ${when}`,
    untitled: 'Meeting without a topic',
    own: 'Your own notes are shown by this link alone. Nobody else has them, the organizer neither.',
    damaged: {
      title: 'A part of this link is missing',
      text: 'Some mail programs cut long links. Copy the whole line from the mail.',
    },
    gone: {
      title: 'This summary is not here any more',
      text: 'The organizer deleted the meeting, or it deleted itself. Nobody can bring it back.',
    },
    revoked: {
      title: 'This summary was taken back',
      text: 'The organizer revoked this link. Ask the organizer if you need it.',
    },
    tooEarly: {
      title: 'The meeting is still going on',
      text: 'The summary opens once the meeting has ended.',
    },
    unreachable: {
      title: 'The server does not answer',
      text: 'Look whether you are online, then try again.',
    },
    tampered: {
      title: 'This summary was tampered with',
      text: 'What the server sent was not made for this link, so nothing of it is shown. Tell the organizer, and do not rely on this page.',
    },
    again: 'Try again',
  },
  past: {
    title: 'Summaries by mail',
    text: 'Who asked for a summary, and what became of the mail. You see no addresses.',
    empty: 'Nobody asked for a summary.',
    states: {
      armed: 'goes out when the meeting ends',
      trying: 'being sent',
      accepted: 'handed over to the mail server',
      refused: 'refused by the mail server',
      stopped: 'this person wants no mails from here',
      unknown: 'sent, perhaps: the line broke',
      sent: 'sent',
      lost: 'not sent within three days',
      revoked: 'revoked',
    },
    inMails: {
      waiting: ({ n }: { n: number }): string =>
        count(n, {
          one: 'One person asked for the text in the mail.',
          other: '# people asked for the text in the mail.',
        }),
      until: ({ when }: { when: string }): string =>
        `Put it into their mails by ${when}. After that they get the link alone.`,
      put: 'Put the text into the mails',
      working: 'The text for the mails is being put together. Leave this page open.',
      done: 'The text is in the mails. You can close this page.',
      failed:
        'The text is not in the mails yet. You can try again here, or later from the past meeting.',
      again: 'Try again',
      look: 'What stands in the mails',
      empty: 'Nothing was written. The mails hold the link alone.',
      leftOut: 'Messages of people who did not agree to it, or took that back, are left out.',
    },
    resend: 'Send again',
    revoke: 'Revoke',
    resendTo: ({ name }: { name: string }): string => `Send again to ${name}`,
    revokeOf: ({ name }: { name: string }): string => `Revoke the summary of ${name}`,
    failed: 'The server did not do it. Try again.',
    mailLimit: 'Your account has sent all its mails of this day. Send it again tomorrow.',
  },
};
