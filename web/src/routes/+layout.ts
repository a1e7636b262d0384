import { loadTexts } from '#lib/i18n/texts.svelte.ts';

export const ssr = false;
export const prerender = false;

export const load = (): Promise<void> => loadTexts('common');
