import { counter } from '../counter.ts';

const count = counter('en');

/** A meeting as its organizer sees it from the desk: what was written, what to take along, what to delete. */
export const text = {
  back: 'Your meetings',
  look: 'Look at it',
  lookAt: ({ topic }: { topic: string }): string => `Look at it: ${topic}`,
  standing: { live: 'live now', upcoming: 'upcoming', ended: 'ended' },
  endedAt: ({ when }: { when: string }): string => `ended ${when}`,
  when: {
    live: ({ begun }: { begun: string }): string => `Made ${begun}. Live now.`,
    upcoming: ({ begun }: { begun: string }): string =>
      `Made ${begun}. Nobody is in it at present.`,
    ended: ({ begun, ended }: { begun: string; ended: string }): string =>
      `Made ${begun}, ended ${ended}.`,
  },
  liveNote:
    'The meeting is live. What is written in it at this moment appears here after a reload.',
  opening: 'Opening the meeting with your vault.',
  offline:
    'No connection. What you write is kept in this browser and sent when the server answers again.',
  openingOffline: 'No connection. The meeting opens as soon as the server answers.',
  missing: {
    title: 'No such meeting',
    text: 'No meeting with this address is in your vault. It belongs to somebody else, or it was deleted.',
    act: 'To your meetings',
  },
  gone: {
    title: 'This meeting is deleted',
    text: 'The server has nothing of it any more. Only its line is left in your vault.',
    act: 'Remove the line',
  },
  failed: {
    title: 'The meeting could not be opened',
    text: 'This part of the page came to a stop. What was saved is not touched. Load the page again.',
    act: 'Load again',
  },
  tabs: {
    label: 'Parts of the meeting',
    minutes: 'Minutes',
    agenda: 'Agenda',
    board: 'Whiteboard',
    chat: 'Chat',
    files: 'Files',
    notes: 'My notes',
    people: 'People',
    consent: 'Consent',
  },
  chat: {
    empty: 'Nothing was written',
    emptyText: 'Nobody wrote to everybody in this meeting.',
    readonly: 'The chat as it was. Nothing can be added.',
  },
  notes: {
    empty: 'You wrote no notes',
    emptyText: 'Private notes are written in the meeting, beside the stage. Yours stand here then.',
    act: 'Open the meeting',
    failed: 'Your notes could not be read. Check your connection and try again.',
    again: 'Try again',
    here: 'From this browser',
    elsewhere: 'From another browser of yours',
  },
  people: {
    empty: 'Nobody was there',
    emptyText: 'Whoever comes into the meeting stands here by the name they gave.',
    list: 'Who was there',
    you: 'this browser',
    note: 'Names are those that people gave themselves. Whoever came with two browsers stands here twice.',
  },
  consent: {
    reading: 'Opening and checking the records.',
    failed: 'The records could not be loaded. Check your connection and try again.',
    again: 'Try again',
  },
  sealed:
    'Opened with your vault, in this browser. Your own notes are here; the private notes and direct messages of others are not. Nobody but their authors can open them.',
  export: {
    open: 'Export all',
    title: 'Export the whole meeting',
    lead: 'One ZIP file, made in this browser. It is not sealed: keep it where only the right people come.',
    contents: 'In the file',
    parts: {
      minutes: 'Minutes as PDF, Markdown and HTML',
      agenda: 'Agenda as Markdown',
      board: 'Whiteboard, each page as PDF, SVG and PNG',
      chat: 'Chat as text and HTML',
      files: ({ n }: { n: number }): string =>
        n === 0
          ? 'All files (there are none)'
          : count(n, { one: 'one file', other: 'all # files' }),
      people: 'The names of those who were there',
      consent: 'Consent, with what proves it: JSON',
      notes: 'Your own private notes as Markdown',
    },
    withNotes: 'With my private notes. Leave them out where others get the file.',
    without: 'Not in it: the private notes of others, and messages to one person.',
    start: 'Make the ZIP file',
    working: ({ name }: { name: string }): string => `Adding ${name}`,
    progress: 'How far the export is',
    cancel: 'Stop',
    again: 'Try again',
    done: ({ name }: { name: string }): string => `${name} is saved.`,
    left: ({ n }: { n: number }): string =>
      count(n, {
        one: 'One part could not be opened and is missing. The first page of the file names it.',
        other:
          '# parts could not be opened and are missing. The first page of the file names them.',
      }),
    failed: 'The file could not be made. Check your connection and the space on your disk.',
    names: {
      zip: 'meeting',
      minutes: 'minutes',
      agenda: 'agenda',
      board: 'whiteboard',
      chat: 'chat',
      files: 'files',
      people: 'people.txt',
      notes: 'my notes',
    },
    index: {
      made: ({ when }: { when: string }): string => `Exported ${when}.`,
      missing: 'Could not be opened',
      without: 'The private notes of others and messages to one person are not part of an export.',
    },
    minutesOf: ({ minutes }: { minutes: number }): string =>
      count(minutes, { one: 'one minute', other: '# minutes' }),
  },
  remove: {
    card: 'Delete it',
    cardText:
      'For everybody and for good, on this server at once. Backups of the operator follow when they run out.',
    act: 'Delete now',
    title: ({ topic }: { topic: string }): string => `Delete “${topic}”?`,
    lead: 'This goes, for everybody and for good:',
    parts: [
      'Minutes and agenda, with all earlier versions',
      'The whiteboard',
      'The chat',
      'All files',
      'The private notes of everybody who was there',
      'Who was there, by name',
      'The links: nobody comes in with them any more',
      'The keys in your vault. Nothing of it can be opened again, from a backup neither.',
    ],
    live: 'The meeting is live: everybody in it is disconnected.',
    verb: 'Delete for good',
    keep: 'Keep it',
    amounts: {
      nothing: 'nothing written',
      size: ({ size }: { size: string }): string => `${size}, sealed`,
      files: ({ n, size }: { n: number; size: string }): string =>
        n === 0 ? 'none' : count(n, { one: `one file, ${size}`, other: `# files, ${size}` }),
      notes: ({ n, size }: { n: number; size: string }): string =>
        n === 0
          ? 'none'
          : count(n, { one: `of one person, ${size}`, other: `of # people, ${size}` }),
      links: ({ n }: { n: number }): string => count(n, { one: 'one link', other: '# links' }),
    },
    receipt: {
      save: 'Save the receipt',
      text: 'The receipt says what was deleted and when. The server does not keep it.',
      file: 'deletion-receipt.json',
    },
    done: ({ topic }: { topic: string }): string => `“${topic}” is deleted.`,
  },
};
