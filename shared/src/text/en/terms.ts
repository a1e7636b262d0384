export const text = { title: 'terms' };
