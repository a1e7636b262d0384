import { counter } from '../counter.ts';

const count = counter('en');

/** What an organizer opens in the morning: what is planned, and what needs a look. */
export const text = {
  title: 'Meetings',
  schedule: 'Schedule',
  sections: { next: 'Next', today: 'Later today', upcoming: 'Upcoming' },
  until: ({ time }: { time: string }): string => `to ${time}`,
  invited: ({ n }: { n: number }): string =>
    count(n, { one: 'one person invited', other: '# people invited' }),
  repeats: 'Series',
  join: 'Join',
  copy: 'Copy the invitation',
  copyOf: ({ topic }: { topic: string }): string => `Copy the invitation to ${topic}`,
  copied: 'The invitation is copied.',
  search: 'Find a meeting',
  noneFound: ({ typed }: { typed: string }): string => `No planned topic fits “${typed}”.`,
  undelivered: ({ n, topic }: { n: number; topic: string }): string =>
    count(n, {
      one: `${topic}: one mail did not go out.`,
      other: `${topic}: # mails did not go out.`,
    }),
  look: 'Look at it',
  all: 'Show all',
  empty: {
    title: 'Nothing planned yet',
    text: 'Schedule a meeting and invite people by mail, or start one now and send its link. They need a browser and their name, nothing else.',
  },
  steps: {
    title: 'Three steps to the first meeting',
    list: [
      'Put your recovery kit in a safe place. It is the only way back when the password is lost.',
      'Bring people into your [address book](/address-book), or type their addresses when you invite.',
      '[Schedule a meeting](/meetings/new), or start one now.',
    ],
  },
};
