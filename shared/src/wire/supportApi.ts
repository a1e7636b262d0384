import * as v from 'valibot';
import { languages } from '../text/language.ts';
import { Address } from './accountApi.ts';

/** Lines of a text, but nothing that hides. */
const HIDDEN = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\r\t])\p{Cc}/u;

/** What fits into a support mail. Longer is no question any more. */
export const MAX_SUPPORT_LETTERS = 4_000;

/** POST /api/support: becomes a mail to the controller, and is stored nowhere [R136, R137]. */
export const SupportQuestion = v.strictObject({
  /** Where the answer goes; without it there can be none. */
  replyTo: Address,
  language: v.picklist(languages),
  text: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(MAX_SUPPORT_LETTERS),
    v.check((text) => !HIDDEN.test(text), 'hidden characters'),
  ),
});
export type SupportQuestion = v.InferOutput<typeof SupportQuestion>;
