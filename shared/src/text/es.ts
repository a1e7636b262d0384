import type { Loaders } from './en.ts';

/** Spanish. How to add an area is written at the top of `en.ts`. */
export const es: Loaders = {
  common: () => import('./es/common.ts'),
  pages: () => import('./es/pages.ts'),
  privacy: () => import('./es/privacy.ts'),
  terms: () => import('./es/terms.ts'),
  storage: () => import('./es/storage.ts'),
  connection: () => import('./es/connection.ts'),
  lobby: () => import('./es/lobby.ts'),
  consent: () => import('./es/consent.ts'),
  room: () => import('./es/room.ts'),
  roomPanels: () => import('./es/roomPanels.ts'),
  documents: () => import('./es/documents.ts'),
  chat: () => import('./es/chat.ts'),
  files: () => import('./es/files.ts'),
  account: () => import('./es/account.ts'),
  secondFactor: () => import('./es/secondFactor.ts'),
  board: () => import('./es/board.ts'),
  minutes: () => import('./es/minutes.ts'),
  past: () => import('./es/past.ts'),
  company: () => import('./es/company.ts'),
  consentTexts: () => import('./es/consentTexts.ts'),
  desk: () => import('./es/desk.ts'),
  schedule: () => import('./es/schedule.ts'),
  people: () => import('./es/people.ts'),
  mail: () => import('./es/mail.ts'),
};
