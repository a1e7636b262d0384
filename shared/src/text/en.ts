/* eslint-disable @typescript-eslint/explicit-module-boundary-types -- the types of the areas are what this file derives everything from */

/**
 * All texts of the product, by area. English is the source: its files give the other languages
 * their type, so a missing or superfluous key does not compile.
 *
 * To add an area `chat`:
 *   1. write `en/chat.ts` with `export const text = { ... };`
 *   2. write `de/chat.ts`, `fr/chat.ts` and `es/chat.ts` with `export const text: typeof source = { ... };`
 *      after `import type { text as source } from '../en/chat.ts';`
 *   3. add one line for it below and in `de.ts`, `fr.ts` and `es.ts`.
 * What the languages must keep to (formal address, signs, plurals) is tested in `wording.test.ts`.
 * In the web client a route asks for its areas before it is shown,
 *      `export const load = () => loadTexts('chat');`   in +layout.ts or +page.ts,
 * and components read `t.chat.title` or `t.chat.sentBy({ name })`.
 *
 * A message is a string, or a function of one object of named values when it has gaps:
 *     sentBy: ({ name }: { name: string }): string => `${name} sent this`,
 * (in the other languages the types are known: `({ name }) => …`). Plurals come from `counter`. Inside a message `[words](/path)` is a link and `**words**` are strong;
 * such messages are shown by the component `Rich`. Lists of messages are arrays.
 *
 * Words: second person, present tense, short; what happened, then what to do. No exclamation
 * marks, no apologies. Areas are loaded one by one because a guest waits for each of them.
 */
export const en = {
  common: () => import('./en/common.ts'),
  pages: () => import('./en/pages.ts'),
  privacy: () => import('./en/privacy.ts'),
  terms: () => import('./en/terms.ts'),
  storage: () => import('./en/storage.ts'),
  connection: () => import('./en/connection.ts'),
  lobby: () => import('./en/lobby.ts'),
  consent: () => import('./en/consent.ts'),
  room: () => import('./en/room.ts'),
  roomPanels: () => import('./en/roomPanels.ts'),
  documents: () => import('./en/documents.ts'),
  chat: () => import('./en/chat.ts'),
  files: () => import('./en/files.ts'),
  account: () => import('./en/account.ts'),
  secondFactor: () => import('./en/secondFactor.ts'),
  picture: () => import('./en/picture.ts'),
  address: () => import('./en/address.ts'),
  closing: () => import('./en/closing.ts'),
  board: () => import('./en/board.ts'),
  minutes: () => import('./en/minutes.ts'),
  past: () => import('./en/past.ts'),
  company: () => import('./en/company.ts'),
  consentTexts: () => import('./en/consentTexts.ts'),
  desk: () => import('./en/desk.ts'),
  deputies: () => import('./en/deputies.ts'),
  schedule: () => import('./en/schedule.ts'),
  people: () => import('./en/people.ts'),
  rights: () => import('./en/rights.ts'),
  summary: () => import('./en/summary.ts'),
  mail: () => import('./en/mail.ts'),
};

export type Area = keyof typeof en;

/** What a language file must offer: a loader for every area, with texts of the source's shape. */
export type Loaders = { [A in Area]: () => Promise<{ text: Catalogue[A] }> };

export type Catalogue = { [A in Area]: Awaited<ReturnType<(typeof en)[A]>>['text'] };
