import { utf8 } from '../bytes.ts';
import { MAX_NOTICE_BYTES } from '../limits.ts';
import type { Language } from '../text/language.ts';
import type { ConsentText } from './ConsentNotice.ts';

/**
 * Who is controller, where to ask and which authority, in letters of three bytes at most; which version it is, where all
 * documents stood when the meeting began to ask, and in each language that what is written stands in mails.
 */
const ABOUT_BYTES = 3_800;

/**
 * What is left on a lobby card for a text in all its languages together, in bytes of UTF-8: every card carries
 * all of them, since guests choose their language. Below zero: too much, no meeting could ask with it.
 */
export function noticeRoom(texts: Partial<Record<Language, ConsentText>>): number {
  return MAX_NOTICE_BYTES - ABOUT_BYTES - utf8(JSON.stringify(texts)).length;
}
