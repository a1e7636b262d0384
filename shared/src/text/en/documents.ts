import { counter } from '../counter.ts';

const count = counter('en');
const changes = (n: number): string => count(n, { one: '# change', other: '# changes' });

export const text = {
  tools: {
    chat: 'Chat',
    board: 'Whiteboard',
    minutes: 'Minutes',
    agenda: 'Agenda',
    notes: 'My notes',
    files: 'Files',
    closeBoard: 'Close the whiteboard',
    closeMinutes: 'Close the minutes',
    stage: ({ name }: { name: string }): string => `${name}, on the stage`,
    loadFailed: 'This part of the page could not be loaded. Reload the page; nothing is lost.',
  },
  wrote: ({ name }: { name: string }): string => `${name} wrote`,
  saved: {
    opening: 'Opening',
    saved: 'Saved',
    savedAt: ({ time }: { time: string }): string => `Saved ${time}`,
    saving: 'Saving',
    offline: ({ waiting }: { waiting: number }): string =>
      waiting === 0 ? 'No connection' : `No connection. ${changes(waiting)} kept in this browser`,
    refused: ({ waiting }: { waiting: number }): string => `${changes(waiting)} not saved`,
    refusedNote:
      'The server takes no more for this document. What is not saved is kept in this browser: copy it elsewhere, or delete something and reload.',
    stopped: 'Not updated any more',
  },
  faults: {
    title: 'This document is not what it was',
    note: 'What you see is the copy in this browser. Nothing new is taken over until this is cleared. Compare with the others by voice, then reload.',
    omitted: 'The server left entries out.',
    replayed: 'The server sent an entry twice.',
    reordered: 'The server sent entries in another order.',
    forked: 'The server shows other people something else.',
    altered: 'An entry was changed after it was signed.',
    foreign: 'The server sent something from another document.',
    rolledBack: 'The server shows an older state than the one you saw.',
    withheld: 'Others have entries that the server does not show you.',
    quarantined: ({ name }: { name: string }): string =>
      `Something that ${name} sent cannot be read and is left out. The rest is not touched.`,
    falseCheckpoint: ({ name }: { name: string }): string =>
      `${name} sent a summary of this document that does not fit its entries. It is not used.`,
    unconsented: ({ name }: { name: string }): string =>
      `${name} has not agreed that what they write is kept. It is shown once they agree.`,
    someone: 'somebody',
  },
  replaced: {
    begun: ({ name }: { name: string }): string =>
      `${name}: deleted for good. It begins again, empty.`,
    unsent: ({ n }: { n: number }): string =>
      `This document goes on anew, without ${changes(n)} of yours`,
  },
  forGood: {
    open: 'Delete for good',
    title: {
      board: 'Delete the whiteboard for good?',
      minutes: 'Delete the minutes for good?',
      agenda: 'Delete the agenda for good?',
      chat: 'Delete the chat for good?',
    },
    lead: 'This goes, for everybody and at once:',
    parts: {
      board: ['All pages with everything on them', 'All earlier versions'],
      minutes: ['The whole text, with its decisions and action items', 'All earlier versions'],
      agenda: ['All points with their notes', 'All earlier versions'],
      chat: ['All messages to everybody, with their answers and reactions'],
    },
    stays: {
      board: 'Images that were put on it stay in Files, where they can be deleted one by one.',
      minutes: 'Pictures in it stay in Files, where they can be deleted one by one.',
      agenda: 'What was taken over into the minutes stays there.',
      chat: 'Messages to one person stay with the two of them. Shared files stay in Files.',
    },
    note: 'It cannot be undone, and nobody can bring it back.',
    verb: 'Delete for good',
    keep: 'Keep it',
    failed:
      'It is not deleted. Everything that was written has to be saved first. Check the connection and try again.',
    notAllowed: 'It is not deleted. Only host and deputies may do that.',
  },
  restore: {
    open: 'Earlier versions',
    title: 'Earlier versions',
    loading: 'Reading the document from its beginning',
    empty: 'There is no earlier version yet. They appear as people write.',
    point: ({ time, names }: { time: string; names: string }): string =>
      names === '' ? time : `${time}, ${names}`,
    choose: 'Choose a version to look at it.',
    now: 'Now',
    bringBack: 'Bring this version back',
    note: 'Bringing a version back is a change like any other: it can be undone, and nothing of what came later is lost.',
    done: 'The earlier version is back. Undo takes it away again.',
    failed: 'The earlier versions could not be read. Check your connection and try again.',
    again: 'Try again',
  },
};
