import { loadTexts } from '#lib/i18n/texts.svelte.ts';

export const load = (): Promise<void> =>
  loadTexts('account', 'picture', 'secondFactor', 'address', 'closing');
