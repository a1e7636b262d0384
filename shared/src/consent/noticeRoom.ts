import { utf8 } from '../bytes.ts';
import type { Language } from '../text/language.ts';
import type { ConsentText } from './ConsentNotice.ts';

/** A lobby card takes 8 KiB of notice; who is controller, and of which version, fills 1.5 of them at most. */
const MAX_TEXTS_BYTES = 6_600;

/**
 * What is left on a lobby card for a text in all its languages together, in bytes of UTF-8: every card carries
 * all of them, since guests choose their language. Below zero: too much, no meeting could ask with it.
 */
export function noticeRoom(texts: Partial<Record<Language, ConsentText>>): number {
  return MAX_TEXTS_BYTES - utf8(JSON.stringify(texts)).length;
}
