import { counter } from '../counter.ts';

const count = counter('en');

/** Closing one's account: what goes, and thinking again. */
export const text = {
  title: 'Close the account',
  text: 'Everything of yours is deleted here, for good.',
  open: 'Close the account',
  goes: 'With the account goes:',
  meetings: ({ n }: { n: number }): string =>
    count(n, {
      one: 'Your meeting, with all that was written, drawn and shared in it',
      other: 'Your # meetings, with all that was written, drawn and shared in them',
    }),
  files: ({ n }: { n: number }): string => count(n, { one: '1 file', other: '# files' }),
  vault:
    'Your vault: keys, topics, address book and settings. The recovery kit opens nothing any more.',
  person: 'Your name, your address, your sign-ins and second factors',
  company: 'Your company here, with its rules, consent texts and trail: nobody else is in it',
  stays:
    'What stays: mails that were sent, and what others have saved. Export what you want to keep before.',
  undo: ({ n }: { n: number }): string =>
    count(n, {
      one: 'You can change your mind for a day. Until then everything works as before.',
      other: 'You can change your mind for # days. Until then everything works as before.',
    }),
  submit: 'Close the account',
  closing: ({ when }: { when: string }): string => `Your account is deleted on ${when}.`,
  stillHere: 'Until then everything works as before. Afterwards nobody can bring it back.',
  keep: 'Keep the account',
  onDesk: ({ when }: { when: string }): string =>
    `Your account is closed and will be deleted on ${when}.`,
  onDeskAct: 'Look at it',
};
