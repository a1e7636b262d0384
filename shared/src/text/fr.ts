import type { Loaders } from './en.ts';

/** French. How to add an area is written at the top of `en.ts`. */
export const fr: Loaders = {
  common: () => import('./fr/common.ts'),
  pages: () => import('./fr/pages.ts'),
  privacy: () => import('./fr/privacy.ts'),
  terms: () => import('./fr/terms.ts'),
  storage: () => import('./fr/storage.ts'),
  connection: () => import('./fr/connection.ts'),
  lobby: () => import('./fr/lobby.ts'),
  consent: () => import('./fr/consent.ts'),
  room: () => import('./fr/room.ts'),
  roomPanels: () => import('./fr/roomPanels.ts'),
  documents: () => import('./fr/documents.ts'),
  chat: () => import('./fr/chat.ts'),
  files: () => import('./fr/files.ts'),
  account: () => import('./fr/account.ts'),
  secondFactor: () => import('./fr/secondFactor.ts'),
  board: () => import('./fr/board.ts'),
  minutes: () => import('./fr/minutes.ts'),
  past: () => import('./fr/past.ts'),
  company: () => import('./fr/company.ts'),
  consentTexts: () => import('./fr/consentTexts.ts'),
  desk: () => import('./fr/desk.ts'),
  schedule: () => import('./fr/schedule.ts'),
  people: () => import('./fr/people.ts'),
  mail: () => import('./fr/mail.ts'),
};
