import type { text as source } from '../en/storage.ts';

export const text: typeof source = { title: 'storage' };
