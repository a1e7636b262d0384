import { counter } from '../counter.ts';

const count = counter('en');

/** Files of a meeting: the list, uploads, previews, and what a guest hands in before being let in. */
export const text = {
  title: 'Files',
  add: 'Add files',
  drop: 'Drop files here, or',
  choose: 'Choose files',
  dropNow: 'Drop to add',
  limits: 'Up to 512 MB each, 2 GB a meeting. Sealed before they leave this browser.',
  taken: ({ taken }: { taken: string }): string => `${taken} of 2 GB are taken.`,
  list: 'Files of this meeting',
  uploads: 'On their way',
  empty: {
    title: 'No files yet',
    text: 'What somebody adds here is for everybody in this meeting, and stays until it is deleted.',
  },
  loading: 'Opening the list of files',
  offline: 'No connection. The list is as you last saw it; uploads go on by themselves.',
  stopped:
    'The list of files is not updated any more: what the server sent does not fit what was there.',
  added: ({ name, time }: { name: string; time: string }): string => `${name}, ${time}`,
  addedByYou: ({ time }: { time: string }): string => `You, ${time}`,
  handedIn: ({ name, time }: { name: string; time: string }): string =>
    `${name}, ${time}, before being let in`,
  someone: 'Somebody',
  actions: ({ name }: { name: string }): string => `More for ${name}`,
  look: 'Look at it',
  download: 'Download',
  downloadNamed: ({ name }: { name: string }): string => `Download ${name}`,
  downloading: ({ percent }: { percent: number }): string => `Downloading, ${percent} %`,
  stopDownload: ({ name }: { name: string }): string => `Stop downloading ${name}`,
  rename: {
    verb: 'Rename',
    title: 'Rename the file',
    label: 'Name',
    save: 'Rename',
    needed: 'Type a name.',
  },
  remove: {
    verb: 'Delete for good',
    title: ({ name }: { name: string }): string => `Delete ${name}?`,
    text: 'It goes for everybody and does not come back. Copies that people downloaded stay with them.',
    keep: 'Keep it',
    done: 'Deleted for good',
  },
  upload: {
    waiting: 'Waits its turn',
    sending: ({ percent }: { percent: number }): string => `${percent} %`,
    paused: ({ percent }: { percent: number }): string => `Paused at ${percent} %`,
    offline: ({ percent }: { percent: number }): string =>
      `No connection. Goes on from ${percent} %`,
    progress: ({ name }: { name: string }): string => `Upload of ${name}`,
    pause: ({ name }: { name: string }): string => `Pause ${name}`,
    resume: ({ name }: { name: string }): string => `Go on with ${name}`,
    retry: ({ name }: { name: string }): string => `Try ${name} again`,
    cancel: ({ name }: { name: string }): string => `Cancel ${name}`,
    dismiss: ({ name }: { name: string }): string => `Take ${name} off the list`,
    notDurable: 'Too large to be kept here: a reload ends it.',
    tooLarge: 'Larger than 512 MB.',
    quota: 'No room left in this meeting. Delete something first.',
    notAllowed: 'You may not add files here any more.',
    refused: 'The server does not take it.',
    unreadable: 'It was moved or changed on this device. Add it again.',
    arrived: ({ name }: { name: string }): string => `${name} is there for everybody`,
    number: ({ n }: { n: number }): string => count(n, { one: 'one upload', other: '# uploads' }),
  },
  failed: {
    altered:
      'This file is not what was uploaded, or not all of it. Nothing of it was kept. Ask whoever added it to add it again.',
    gone: 'This file was deleted.',
    unreachable: 'The server did not answer. Try again when you are connected.',
    notAllowed: 'Only the person who added it, the host and deputies can delete it.',
    other: 'That did not work. Try again.',
  },
  preview: {
    opening: ({ percent }: { percent: number }): string => `Opening, ${percent} %`,
    kind: 'There is no preview for this kind of file. Download it to open it with a program of yours.',
    pdf: 'PDF files are not shown here: a browser’s viewer cannot be locked away from this page as pictures and text are. Download it to open it.',
    notPicture: 'This is not a picture that can be shown, whatever its name says.',
    notText: 'This is not text, whatever its name says.',
    tooLarge: 'This picture is too large to be shown here.',
    slow: 'This took too long to open and was stopped.',
    huge: 'Only files up to 50 MB are shown here.',
    cut: 'Only the first megabyte is shown.',
    picture: ({ name }: { name: string }): string => `Picture: ${name}`,
    text: ({ name }: { name: string }): string => `Text of ${name}`,
    caution:
      'A program on your computer may do more with it than this page. Open it only if you trust who added it.',
  },
  inbox: {
    title: 'Hand in a file',
    note: 'Everybody who is let in will see it, also if you are not.',
    limits: 'Up to 10 files and 50 MB.',
    quota:
      'No room: before you are let in, 10 files and 50 MB at most, and the inbox itself may be full. Add it once you are inside.',
    add: 'Choose a file',
    waits: 'Handed in. It is listed once somebody is in the room.',
    takeBack: ({ name }: { name: string }): string => `Take ${name} back`,
  },
};
