import { t } from '../i18n/texts.svelte.ts';
import { copyText } from './copyText.ts';
import type { Toasts } from './Toasts.svelte.ts';

/**
 * Copies a text and says so. Where the browser does not let the page copy, the text is shown and stays, to be
 * copied by hand. Throws what making the text throws.
 */
export async function copyOrShow(
  text: Promise<string>,
  { copied, toasts }: { copied: Parameters<Toasts['show']>[0]; toasts: Pick<Toasts, 'show'> },
): Promise<boolean> {
  if (await copyText(text)) {
    toasts.show(copied);
    return true;
  }
  toasts.show({ title: t.common.copyByHand, text: await text, stays: true });
  return false;
}
