import type { Annotation } from './Annotation.ts';

/**
 * Everything this site may leave in a browser: one line per cookie, key, database or cache [R19].
 * `/storage` shows it, and a browser test fails when a name turns up that is not here.
 *
 * To add one: add it here and add its purpose to `storage.purposes` of every language.
 */
export const browserStorage = [
  { place: 'cookie', name: '__Host-session', purpose: 'session', kept: 'signOut', who: 'account' },
  { place: 'cookie', name: 'session', purpose: 'plainSession', kept: 'signOut', who: 'account' },
  {
    place: 'cookie',
    name: '__Host-browser',
    purpose: 'browser',
    kept: 'untilDeleted',
    who: 'account',
  },
  {
    place: 'cookie',
    name: 'browser',
    purpose: 'plainBrowser',
    kept: 'untilDeleted',
    who: 'account',
  },
  {
    place: 'sessionStorage',
    name: 'sveltekit:*',
    purpose: 'scrolling',
    kept: 'tabClosed',
    who: 'anyone',
  },
  {
    place: 'indexedDB',
    name: 'conclave-vault',
    purpose: 'vault',
    kept: 'signOut',
    who: 'account',
  },
  {
    place: 'indexedDB',
    name: 'conclave-vault-seen',
    purpose: 'vaultSeen',
    kept: 'untilDeleted',
    who: 'account',
  },
  {
    place: 'indexedDB',
    name: 'conclave-meetings',
    purpose: 'meetings',
    kept: 'untilDeleted',
    who: 'participant',
  },
  {
    place: 'indexedDB',
    name: 'conclave-documents',
    purpose: 'documents',
    kept: 'untilDeleted',
    who: 'participant',
  },
  {
    place: 'indexedDB',
    name: 'conclave-direct',
    purpose: 'directs',
    kept: 'meetingOver',
    who: 'participant',
  },
  {
    place: 'indexedDB',
    name: 'conclave-uploads',
    purpose: 'uploads',
    kept: 'untilDeleted',
    who: 'participant',
  },
  {
    place: 'localStorage',
    name: 'conclave.language',
    purpose: 'language',
    kept: 'untilDeleted',
    who: 'anyone',
  },
  {
    place: 'localStorage',
    name: 'conclave.theme',
    purpose: 'theme',
    kept: 'untilDeleted',
    who: 'anyone',
  },
  {
    place: 'localStorage',
    name: 'conclave.devices',
    purpose: 'devices',
    kept: 'untilDeleted',
    who: 'participant',
  },
  {
    place: 'localStorage',
    name: 'conclave.room',
    purpose: 'roomSettings',
    kept: 'untilDeleted',
    who: 'participant',
  },
  {
    place: 'localStorage',
    name: 'conclave.chat',
    purpose: 'chatSettings',
    kept: 'untilDeleted',
    who: 'participant',
  },
  {
    place: 'sessionStorage',
    name: 'conclave.tab',
    purpose: 'tabDevices',
    kept: 'tabClosed',
    who: 'participant',
  },
] as const satisfies readonly BrowserStore[];

export type StoragePurpose = (typeof browserStorage)[number]['purpose'];

/** A key of localStorage that the inventory knows; `preferences` accepts no other. */
export type PreferenceKey = Extract<
  (typeof browserStorage)[number],
  { place: 'localStorage' }
>['name'];

type BrowserStore = {
  place: 'cookie' | 'localStorage' | 'sessionStorage' | 'indexedDB' | 'cache';
  /** The name as the browser shows it; a `*` at the end stands for any ending. */
  name: string;
  /** Key of the sentence that says what it is for. */
  purpose: string;
  kept: 'signOut' | 'tabClosed' | 'meetingOver' | 'untilDeleted';
  who: 'anyone' | 'participant' | 'account';
};

/** What a line of the inventory says in the words of the data map [R62]: only its own browser reads it. */
export function storageAnnotation({ purpose, kept, who }: BrowserStore): Annotation {
  return {
    purpose: mapPurpose[purpose] ?? 'meeting',
    basis: '6.1.b',
    retention: kept === 'signOut' ? 'signIn' : kept === 'meetingOver' ? 'meeting' : 'untilReplaced',
    reads: ['owner'],
    subject: who === 'account' ? 'organizer' : who === 'participant' ? 'participant' : 'visitor',
    required: false,
    export: false,
    erase: 'row',
    requirement: 'R19',
  };
}

/** What does not serve holding a meeting. */
const mapPurpose: Readonly<Record<string, Annotation['purpose']>> = {
  session: 'login',
  plainSession: 'login',
  browser: 'login',
  plainBrowser: 'login',
  vault: 'vault',
  vaultSeen: 'vault',
  documents: 'documents',
  directs: 'documents',
  uploads: 'documents',
};
