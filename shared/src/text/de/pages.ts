import type { text as source } from '../en/pages.ts';

export const text: typeof source = { title: 'pages' };
