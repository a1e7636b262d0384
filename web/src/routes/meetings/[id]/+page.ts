import { loadTexts } from '#lib/i18n/texts.svelte.ts';

export const load = (): Promise<void> =>
  loadTexts('account', 'past', 'summary', 'mail', 'documents', 'minutes', 'chat', 'files');
