import { counter } from '../counter.ts';

const count = counter('en');

/** Who holds the keys of a meeting beside its organizer: in the form, on the plan's page, on the desk. */
export const text = {
  form: {
    title: 'Deputies',
    hint: 'A deputy opens the meeting, lets people in and leads it when you cannot. Each needs an account here.',
    name: 'Name of a deputy',
    add: 'Add',
    remove: ({ name }: { name: string }): string => `Take ${name} off the list`,
    after: 'Once the meeting is saved you copy a host link for each of them.',
    faults: {
      missing: 'Write a name, so that you can tell the links apart.',
      long: 'This name is too long.',
      twice: 'This name is in the list already.',
      many: 'A meeting has at most eight deputies.',
    },
  },
  plan: {
    title: 'Deputies',
    copy: 'Copy the host link',
    copyFor: ({ name }: { name: string }): string => `Copy the host link for ${name}`,
    copied: 'The host link is copied.',
    copiedText: 'It works once, within seven days.',
    askTitle: ({ name }: { name: string }): string => `A host link for ${name}`,
    askText:
      'It carries the keys of the meeting, so it is never mailed from here: the relay could read it. Hand it over yourself, best by a messenger that encrypts. Whoever opens it first is the deputy.',
    note: 'Keys that were given cannot be called back: whoever has them can open the room again, also after the meeting, until you delete it. Taken off the list, a deputy gets no newer ones.',
    nothingAhead: 'Every time of this meeting is over: a deputy would have nothing to lead.',
    states: {
      unknown: 'state not known',
      over: 'no link waits',
      waits: ({ day }: { day: string }): string => `link waits until ${day}`,
      deputy: ({ name }: { name: string }): string => `opened by ${name}`,
    },
  },
  desk: {
    title: 'You are deputy',
    of: ({ organizer }: { organizer: string }): string => `for ${organizer}`,
    more: ({ n }: { n: number }): string =>
      count(n, { one: 'and one more time', other: 'and # more times' }),
    start: 'Open the room',
    startOf: ({ topic }: { topic: string }): string => `Open the room: ${topic}`,
    giveUp: 'Give it up',
    giveUpOf: ({ topic }: { topic: string }): string => `Be deputy no longer: ${topic}`,
    askTitle: 'Be deputy no longer?',
    askText: 'Your vault forgets the keys. To be deputy again you need another link.',
    gone: 'A meeting of which you were deputy is deleted, or its organizer took you off.',
    remove: 'Remove from the list',
  },
  accept: {
    title: 'Become deputy',
    lead: ({ organizer, n }: { organizer: string; n: number }): string =>
      count(n, {
        one: `${organizer} gives you the keys of one meeting. You see which one once you are its deputy.`,
        other: `${organizer} gives you the keys of # meetings. You see which ones once you are their deputy.`,
      }),
    looking: 'Looking at the link.',
    points: [
      'You open the room, let people in, set the door and end the meeting, as its organizer does.',
      'Links, invitations and the meeting’s past stay with the organizer, who sees your name.',
      'With the keys the room can be opened again after the meeting, until the organizer deletes it. The organizer trusts you not to.',
      'If your company removes the organizer, the meeting becomes yours.',
    ],
    verb: 'Become deputy',
    done: 'You are deputy. The meeting stands on your desk.',
    over: {
      title: 'This host link is used up',
      text: 'Somebody has opened it, it is older than seven days, it was taken back, or its meeting is over. Ask the organizer for another one.',
    },
    seen: {
      title: 'This host link was seen on its way',
      text: 'Something between you and the organizer changed it, so that the server has seen its secret. It is given up: nobody becomes deputy by it. Ask the organizer for another one, over another way.',
    },
    own: {
      title: 'This is your own link',
      text: 'You hold these keys already. Give the link to whom it is for.',
    },
    damaged: {
      title: 'This host link is not whole',
      text: 'Copy it whole and open it once more, also when you have just signed in.',
    },
  },
};
