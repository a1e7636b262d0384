import type { text as source } from '../en/privacy.ts';

export const text: typeof source = { title: 'privacy' };
