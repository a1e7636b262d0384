import type { OtherPresence } from '../presence/Presence.ts';

/** Somebody else at the same page, as they are drawn. */
export interface OtherPerson extends OtherPresence {
  readonly name: string;
  /** Dark enough for white letters. */
  readonly color: string;
}
