export const review = { title: '' };
