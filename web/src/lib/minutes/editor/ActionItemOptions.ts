import type { DocumentPeople } from '../../documents/SharedDocument.ts';

/** The words and the people that the fields of an action item show. */
export interface ActionItemOptions {
  words: { done: string; person: string; due: string };
  nameOf: DocumentPeople['nameOf'];
  /** Names to offer, with whose they are. */
  offered: () => ReadonlyMap<string, string>;
}
