export const text = { title: 'privacy' };
