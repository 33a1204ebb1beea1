export const listing = { title: '' };
