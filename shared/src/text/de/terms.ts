import type { text as source } from '../en/terms.ts';

export const text: typeof source = { title: 'terms' };
