import { loadTexts } from '#lib/i18n/texts.svelte.ts';
import { askInstance } from '#lib/ui/instance.ts';

/** Both before the page is drawn, so that a link to one of its sections finds it. */
export async function load(): Promise<void> {
  await Promise.all([loadTexts('privacy'), askInstance()]);
}
