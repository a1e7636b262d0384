import type { Loaders } from './en.ts';

/** German. How to add an area is written at the top of `en.ts`. */
export const de: Loaders = {
  common: () => import('./de/common.ts'),
  pages: () => import('./de/pages.ts'),
  privacy: () => import('./de/privacy.ts'),
  terms: () => import('./de/terms.ts'),
  storage: () => import('./de/storage.ts'),
  connection: () => import('./de/connection.ts'),
  lobby: () => import('./de/lobby.ts'),
  consent: () => import('./de/consent.ts'),
  room: () => import('./de/room.ts'),
  roomPanels: () => import('./de/roomPanels.ts'),
  documents: () => import('./de/documents.ts'),
  chat: () => import('./de/chat.ts'),
  files: () => import('./de/files.ts'),
  account: () => import('./de/account.ts'),
  secondFactor: () => import('./de/secondFactor.ts'),
  board: () => import('./de/board.ts'),
  minutes: () => import('./de/minutes.ts'),
  past: () => import('./de/past.ts'),
  company: () => import('./de/company.ts'),
  consentTexts: () => import('./de/consentTexts.ts'),
  desk: () => import('./de/desk.ts'),
  schedule: () => import('./de/schedule.ts'),
  people: () => import('./de/people.ts'),
  mail: () => import('./de/mail.ts'),
};
