export const text = { title: 'storage' };
