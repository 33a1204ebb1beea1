export const workspace = { title: '' };
