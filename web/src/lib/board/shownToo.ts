import type { Said } from './Said.ts';

/** What is shown as well as read out: one cannot see on the board that it happened. */
export const SHOWN_TOO: ReadonlySet<Said['kind']> = new Set([
  'imageComing',
  'imageFailed',
  'noRoom',
  'exportFailed',
]);
