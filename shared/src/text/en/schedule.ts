import { counter } from '../counter.ts';

const count = counter('en');

/** Planning a meeting: the form, what is mailed, and the page of a plan. */
export const text = {
  title: 'Schedule a meeting',
  changeTitle: 'Change the meeting',
  opening: 'Opening your vault.',
  fields: {
    topic: 'Topic',
    date: 'Date',
    starts: 'Starts',
    minutes: 'Lasts, in minutes',
    zone: 'Time zone',
    zoneNote: ({ zone, offset }: { zone: string; offset: string }): string =>
      `${zone}, ${offset}. Guests see their own time.`,
    changeZone: 'Another time zone',
    repeat: 'Repeats',
    every: 'Every',
    unit: 'Unit',
    units: { day: 'days', week: 'weeks', month: 'months' },
    weekdays: 'On',
    by: 'Day of the month',
    byDate: 'The same date',
    byWeekday: 'The same weekday',
    until: 'Ends',
    untils: { never: 'Never', times: 'After a number of times', date: 'On a date' },
    times: 'Number of times',
    lastDate: 'Last date',
    door: 'Who may come in',
    summary: 'After the meeting, guests get',
    agenda: 'Agenda',
    agendaHint: 'One point per line. It stands in the minutes when the meeting begins.',
    keep: 'Delete by itself, days after the meeting',
    keepHint: 'Empty: it stays until you delete it.',
    keepAtMost: ({ most }: { most: number }): string =>
      `Your company lets meetings stay ${most} days after their end at most. Empty: that long.`,
    language: 'Language of the invitation',
    topicInMail: 'Show the topic in the mail',
    more: 'Agenda, deletion, language',
    documents:
      'Documents can be added once the meeting is saved. Guests can hand in files before it, too.',
  },
  presets: {
    none: 'Does not repeat',
    daily: 'Every day',
    workdays: 'Every working day',
    weekly: 'Every week',
    biweekly: 'Every two weeks',
    monthly: 'Every month, same date',
    custom: 'Something else',
  },
  doors: {
    greeted: { title: 'Greeted', text: 'Guests knock. Anyone inside lets them in.' },
    guarded: { title: 'Guarded', text: 'You look at every knock yourself.' },
    open: {
      title: 'Open',
      text: 'Whoever has the link walks in. Mailed, this server and the mail providers could, too. For public meetings only.',
    },
  },
  summaries: {
    sealed: { title: 'A sealed link', text: 'Opens in their browser. The mail holds no content.' },
    code: { title: 'Link and code', text: 'The mail alone is not enough.' },
    content: {
      title: 'The text itself',
      text: 'Chat and minutes in the mail. Mail providers can read them.',
    },
    none: { title: 'Nothing', text: 'The past meeting stays with you.' },
  },
  consent: {
    text: 'Text to agree to',
    neutral: 'Neutral text',
    former: 'The text chosen before',
    failed: 'The texts of your company could not be loaded. The neutral one can be chosen.',
  },
  faults: {
    topic: {
      missing: 'Give it a topic. You find it by this in your list.',
      long: 'This is too long for a topic. The agenda has room.',
    },
    agenda: 'At most 2,000 characters. Longer things fit into a document.',
    when: {
      missing: 'Choose a day and a time that exist.',
      past: 'This is in the past. Choose a later time, or start a meeting at once.',
    },
    minutes: 'Between 5 and 1440 minutes.',
    zone: 'This browser does not know that time zone.',
    repeat: {
      every: 'A number from 1 to 99.',
      times: 'A number from 1 to 520.',
      date: 'Choose a date that is not before the first meeting.',
    },
    keep: ({ most }: { most: number }): string => `A number of days from 1 to ${most}, or nothing.`,
    some: ({ n }: { n: number }): string =>
      count(n, {
        one: 'Nothing was saved: one field needs another look.',
        other: 'Nothing was saved: # fields need another look.',
      }),
    large:
      'This is more than fits into one sealed entry. Shorten the agenda or invite fewer people.',
  },
  hints: {
    doors: 'Your company allows no other doors.',
    summaries: 'Your company allows no other summaries.',
    contentInMails:
      'Mail providers, and the program that sends the mails, can read what everybody wrote: chat, minutes, agenda, decisions. Everybody is told before joining. Your browser puts the text together when you end the meeting, or later from the past meeting; after 12 hours the mails go with the link alone. Choose a link where people may write what the law protects in particular. A meeting that somebody was in already keeps what was chosen before.',
    gap: ({ time }: { time: string }): string =>
      `The clocks skip this time on that day. The meeting begins at ${time}.`,
    overlap: 'The clocks show this time twice on that day. The first one is meant.',
    conflict: ({ topic, when }: { topic: string; when: string }): string =>
      `At the same time: ${topic}, ${when}.`,
  },
  preview: {
    title: 'The mail they get',
    from: ({ from }: { from: string }): string => `From ${from}. Replies go to you.`,
    calendar: 'A calendar entry comes with it and reminds 15 minutes before.',
    whenReady: 'The mail is shown here once topic and time are given.',
  },
  send: {
    lead: 'Mail is not end-to-end encrypted.',
    leak: 'This server and the mail providers of the people you invite can read this mail while it passes. The link inside only lets a person knock: nobody hears or sees anything until you let them in.',
    leakOpen:
      'This server and the mail providers can read this mail while it passes, and the door is open: with the link inside they could come in.',
    leakCancelled:
      'This server and the mail providers of these people can read this mail while it passes. It has no link.',
    invite: ({ n }: { n: number }): string =>
      count(n, { one: 'Save and send one invitation', other: 'Save and send # invitations' }),
    save: 'Save',
    saveOnly: 'Save without sending',
    ask: {
      invitation: ({ n }: { n: number }): string =>
        count(n, { one: 'Send one mail now?', other: 'Send # mails now?' }),
      update: ({ n }: { n: number }): string =>
        count(n, {
          one: 'Send the change to one person now?',
          other: 'Send the change to # people now?',
        }),
      cancellation: ({ n }: { n: number }): string =>
        count(n, {
          one: 'Cancel, and tell one person by mail?',
          other: 'Cancel, and tell # people by mail?',
        }),
    },
    do: {
      invitation: 'Send',
      update: 'Send the change',
      cancellation: 'Cancel the meeting',
    },
    silently: 'Change without a mail',
    silentlyCancel: 'Cancel without a mail',
    ownProgram: 'My mail program',
    copy: 'Copy the invitation',
    copied: 'Copied. This server did not see it.',
    download: 'Calendar file',
    other: 'Send it yourself and this server does not see it:',
    askNobody: 'Cancel it?',
    nobodyKnows:
      'Nobody was told of it by mail, so no mail goes out. The room and its links go for good.',
    twice: 'Some of these people may have the mail already. They would get it twice.',
    why: {
      down: 'The mail server did not take them. They are kept sealed with the meeting; try again in some minutes.',
      limit:
        'No more mails go out today: that is the limit of this instance. They are kept sealed with the meeting; try again tomorrow, or copy the invitation.',
    },
  },
  plan: {
    when: ({ day, from, to }: { day: string; from: string; to: string }): string =>
      `${day}, ${from} to ${to}`,
    sent: ({ n }: { n: number }): string =>
      count(n, { one: 'One mail was accepted.', other: '# mails were accepted.' }),
    notAll: ({ n }: { n: number }): string =>
      count(n, { one: 'One mail did not go out.', other: '# mails did not go out.' }),
    start: 'Open the room',
    change: 'Change',
    cancel: 'Cancel the meeting',
    cancelOne: 'Cancel this day',
    moveOne: 'Move this day',
    prepare: 'Agenda and documents',
    people: 'People',
    nobody: 'Nobody is invited by mail. Copy the invitation and send it yourself.',
    uncertain: ({ n }: { n: number }): string =>
      count(n, {
        one: 'One mail may have arrived or not: the connection broke while it was handed over. Sent again, it may arrive twice.',
        other:
          '# mails may have arrived or not: the connection broke while they were handed over. Sent again, they may arrive twice.',
      }),
    resend: 'Send again',
    resendTo: ({ name }: { name: string }): string => `Send again to ${name}`,
    retry: ({ n }: { n: number }): string =>
      count(n, { one: 'Try one mail again', other: 'Try # mails again' }),
    occurrences: 'Next times',
    occurrencesNote:
      'Each one has a room and keys of its own. The link of the series leads to the next one.',
    moved: 'moved',
    cancelled: 'Cancelled. Some mails about it did not go out yet.',
    remove: 'Remove from the list',
    gone: {
      title: 'This meeting is not in your vault',
      text: 'It was cancelled or deleted, or it belongs to another account.',
    },
    states: {
      waiting: 'on its way',
      accepted: 'accepted',
      refused: 'refused: the address gets no mail',
      stopped: 'stopped: wants no mails from here',
      failed: 'not sent',
      unknown: 'not certain',
      none: 'not told by mail',
    },
    door: 'Door',
    summary: 'Summary',
    deletes: 'Deletes itself',
    deletesAfter: ({ n }: { n: number }): string =>
      count(n, { one: 'one day after the meeting', other: '# days after the meeting' }),
    never: 'never',
  },
  day: {
    moveTitle: 'Move one day of the series',
    move: 'Move it',
    tooMany: 'More than 52 days of this series are changed. Change the series instead.',
  },
  lobby: {
    title: 'This series has no meeting',
    text: 'It was cancelled, or its organizer has not planned the next one yet. Ask whoever sent you the link.',
    damaged: 'This link is damaged. Copy it whole from the invitation.',
    opening: 'Looking for the next meeting of this series.',
    failed: 'The server did not answer. Check your connection, then try again.',
  },
};
