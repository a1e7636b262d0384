export const text = { title: 'pages' };
